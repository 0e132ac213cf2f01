// Loads the page again when the site changes. Listens only while it is seen, for
// browsers allow few connections to one host.
(() => {
  const version = document.currentScript.dataset.kVersion;
  let events = null;
  const listen = () => {
    if (document.hidden || events) return;
    events = new EventSource("/_kenning/events");
    events.addEventListener("update", (event) => {
      if (event.data !== version) {
        rest();
        location.reload();
      }
    });
    events.addEventListener("error", () => {
      if (events && events.readyState === EventSource.CLOSED) {
        rest();
        setTimeout(listen, 1000);
      }
    });
  };
  const rest = () => {
    if (events) events.close();
    events = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
