// Stands behind act.js in one script. The arguments: where to act, what to do, milliseconds to wait, the text
// of act.js for a frame that has to bring it along, and the driver's callback.
const [frame, action, patience, library, done] = arguments;
if (frame === "page") {
  act(action, patience).then(done);
} else {
  // Data of a case stands inside a script element here, so that no "</script>" in it may end that element.
  const data = JSON.stringify(action).replaceAll("<", "\\u003c");
  const page = `<!doctype html><body><script>${library};
    act(${data}, ${patience}).then((seen) => parent.postMessage({ corsacLab: seen }, "*"));</script>`;
  const element = document.createElement("iframe");
  if (frame === "sandboxed") {
    element.sandbox = "allow-scripts";
    element.srcdoc = page;
  } else {
    element.src = "data:text/html," + encodeURIComponent(page);
  }
  addEventListener("message", ({ data, source }) => {
    if (source === element.contentWindow) done(data.corsacLab);
  });
  document.body.append(element);
}
