// A static server that is as plain as the plainest host: no listing of folders, no
// `index.html` for `/folder/`, no guessing of endings. What works here works anywhere.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { createGzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".csv": "text/csv; charset=utf-8",
};

/**
 * Serves `folder` below `prefix` (such as `/team/notes/`) on a free port of this
 * machine; with `packs` compressed, as most hosts do. Gives the address of the site's root, what was asked in vain, and `close`.
 */
export async function serve(folder, prefix = "/", { packs = false } = {}) {
  const missing = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.startsWith(prefix) ? fileAt(folder, path.slice(prefix.length)) : null;
    if (!file) {
      missing.push(path);
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const type = TYPES[extname(file).toLowerCase()] ?? "application/octet-stream";
    if (packs && /^text|json|xml|svg/.test(type)) {
      response.writeHead(200, { "content-type": type, "content-encoding": "gzip" });
      createReadStream(file).pipe(createGzip()).pipe(response);
      return;
    }
    response.writeHead(200, { "content-type": type });
    createReadStream(file).pipe(response);
  });
  // A slow machine must not close a connection in the moment in which it is used again.
  server.keepAliveTimeout = 60_000;
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  const root = `http://127.0.0.1:${port}${prefix.split("/").map(encodeURIComponent).join("/")}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { root, missing, close };
}

function fileAt(folder, path) {
  const file = normalize(join(folder, path));
  const inside = file.startsWith(folder + sep);
  return inside && existsSync(file) && statSync(file).isFile() ? file : null;
}
