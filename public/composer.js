// The composer's preview while it is being written. Every page works without it: there the preview is a button.
for (const composer of document.querySelectorAll('[data-preview]')) {
  const form = composer.querySelector('form.compose');
  if (form !== null) watch(composer, form);
}
for (const frame of document.querySelectorAll('iframe[data-frame]')) fit(frame);

function watch(composer, form) {
  let waiting;
  let asking;
  const look = form.querySelector('.look');
  if (look !== null) look.hidden = true;

  const refresh = async () => {
    asking?.abort();
    asking = new AbortController();
    composer.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(composer.dataset.preview, {
        method: 'POST',
        body: new FormData(form),
        signal: asking.signal,
      });
      if (answer.ok) show(composer, await answer.json());
    } catch {
      // A newer question, or no network: what stands there stays, and the next key asks again.
    }
    composer.removeAttribute('aria-busy');
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 300);
  });
  // Enter in a line is not "publish": it presses the first button, which only looks.
  form.addEventListener('submit', (event) => {
    if (event.submitter !== look) return;
    event.preventDefault();
    void refresh();
  });
  // The browser may have kept what was typed before the page was loaded again.
  if (performance.getEntriesByType('navigation')[0]?.type !== 'navigate') void refresh();
}

function show(composer, { texts, frames, language }) {
  for (const element of composer.querySelectorAll('[data-text]'))
    element.textContent = texts[element.dataset.text] ?? '';
  for (const chat of composer.querySelectorAll('[data-text="chat"]')) chat.lang = language;
  for (const frame of composer.querySelectorAll('iframe[data-frame]')) {
    const html = frames[frame.dataset.frame];
    const inside = frame.contentDocument;
    if (html === undefined || inside === null) continue;
    // Put in place rather than loaded anew, so that nothing flickers under the eyes of whoever types.
    const next = new DOMParser().parseFromString(html, 'text/html').documentElement;
    inside.replaceChild(inside.adoptNode(next), inside.documentElement);
    measure(frame);
  }
}

// As tall as what it shows; a frame that is not in view is measured when it comes into view.
function fit(frame) {
  frame.addEventListener('load', () => measure(frame));
  new ResizeObserver(() => measure(frame)).observe(frame);
  measure(frame);
}

function measure(frame) {
  const body = frame.contentDocument?.body;
  if (!body || frame.clientWidth === 0) return;
  const height = `${Math.ceil(body.getBoundingClientRect().height) + 2}px`;
  if (frame.style.height !== height) frame.style.height = height;
}

// A page on which something moves is loaded again, unless somebody is in the middle of something or looks elsewhere.
for (const { dataset } of document.querySelectorAll('[data-reload]')) {
  setInterval(
    () => {
      const isBusy = document.querySelector('main details[open], main :focus') !== null;
      if (isBusy || document.visibilityState !== 'visible') return;
      const here = new URL(location.href);
      here.searchParams.delete('done');
      location.replace(here);
    },
    Number(dataset.reload) * 1000,
  );
}
