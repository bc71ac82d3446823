// Does lists of actions, one action after the other, in the page or in a sandboxed frame of it, and returns what
// script saw of each, as JSON. Stands behind act.js.
async function doAll(lists, patience) {
  const all = [];
  for (const actions of lists) {
    const seen = [];
    for (const action of actions) seen.push(await act(action, patience));
    all.push(seen);
  }
  return JSON.stringify(all);
}

function inFrame(library, lists, patience) {
  // Data stands inside a script element here, so that no "</script>" in it may end that element.
  const data = JSON.stringify(lists).replaceAll("<", "\\u003c");
  const element = document.createElement("iframe");
  element.sandbox = "allow-scripts";
  element.srcdoc = `<!doctype html><body><script>${library}; ${doAll};
    doAll(${data}, ${patience}).then((seen) => parent.postMessage({ corsacLab: seen }, "*"));</script>`;
  return new Promise((resolve) => {
    addEventListener("message", ({ data, source }) => {
      if (source === element.contentWindow) resolve(data.corsacLab);
    });
    document.body.append(element);
  });
}
