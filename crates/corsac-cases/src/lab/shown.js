// What the browser shows now: its address, and once the page is whole its status and its text.
const [navigation] = performance.getEntriesByType("navigation");
return {
  url: location.href,
  whole: document.readyState === "complete",
  status: navigation?.responseStatus ?? 0,
  body: document.body?.innerText ?? "",
};
