// What a console page does better with a script. Every page works without it.
const root = document.documentElement;
const chosen = read('theme');
if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;

addEventListener('DOMContentLoaded', () => {
  for (const button of document.querySelectorAll('[data-theme-switch]')) offerTheme(button);
  for (const time of document.querySelectorAll('time[data-form]')) tellLocally(time);
  for (const gate of document.querySelectorAll('[data-gate]')) watchGate(gate);
  for (const zone of document.querySelectorAll('select[data-zone]')) guessZone(zone);
  document.querySelector('.summary')?.focus();
});

// Light or dark, by the reader's own choice, kept in this browser.
function offerTheme(button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const next = (root.dataset.theme ?? system) === 'dark' ? 'light' : 'dark';
    root.dataset.theme = next;
    write('theme', next);
  });
}

// Times stand in UTC on the page; here they become the reader's own, with UTC one hover away.
function tellLocally(time) {
  const at = new Date(time.dateTime);
  const zone = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' };
  const day = { weekday: 'short', day: 'numeric', month: 'short' };
  const today = at.toDateString() === new Date().toDateString();
  const language = root.lang === 'en' ? 'en-GB' : root.lang;
  const text = new Intl.DateTimeFormat(language, today ? zone : { ...day, ...zone }).format(at);
  if (time.dataset.form === 'ago') return void (time.title = `${text} (${time.title})`);
  time.title = `${time.textContent} (${time.title})`;
  time.textContent = text;
}

// The escalation's button says how many facts its form still lacks, as they are written.
function watchGate(gate) {
  const button = gate.querySelector('[data-gate-button]');
  const facts = [...gate.querySelectorAll('[data-fact] :is(input, textarea)')].filter((field) => field.required);
  if (button === null || facts.length === 0) return;
  const look = () => {
    const missing = facts.filter((field) => field.value.trim() === '').length;
    button.toggleAttribute('aria-disabled', missing > 0);
    if (missing > 0) button.setAttribute('aria-disabled', 'true');
    button.classList.toggle('pri', missing === 0);
    button.textContent =
      missing === 0
        ? button.dataset.ready
        : missing === 1
          ? button.dataset.one
          : button.dataset.many.replace('#', String(missing));
  };
  gate.addEventListener('input', look);
  button.addEventListener('click', () => facts.find((field) => field.value.trim() === '')?.focus());
  look();
}

// The reader's own time zone, where nobody has chosen one yet.
function guessZone(select) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select.value === 'UTC' && [...select.options].some((option) => option.value === zone)) select.value = zone;
}

// A browser may forbid both; then the choice lasts as long as the page.
function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Nothing is lost but the memory of it.
  }
}

// Single keys, for whoever has switched them on in the sheet (WCAG 2.1.4). The sheet itself opens by ? always.
addEventListener('DOMContentLoaded', () => {
  const sheet = document.querySelector('[data-keys]');
  for (const all of document.querySelectorAll('[data-choose-all]')) offerAll(all);
  for (const chosen of document.querySelectorAll('[data-chosen]')) countChosen(chosen);
  if (sheet === null || sheet.showPopover === undefined) return;
  document.querySelector('[data-keys-open]')?.removeAttribute('hidden');
  const use = sheet.querySelector('[data-keys-use]');
  use.checked = read('keys') === 'on';
  use.addEventListener('change', () => write('keys', use.checked ? 'on' : 'off'));
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') return void (event.preventDefault(), sheet.togglePopover());
    if (!use.checked || sheet.matches(':popover-open')) return;
    const act = keyActs[event.key];
    if (act?.() === true) event.preventDefault();
  });
});

const isTyping = (target) => target.matches?.('input:not([type=checkbox],[type=radio]), textarea, select') === true;
const rows = () => [...document.querySelectorAll('[data-row]')];
const rowHere = () => rows().find((row) => row.contains(document.activeElement));
const linkOf = (row) => row?.querySelector('a');

function step(by) {
  const all = rows();
  if (all.length === 0) return false;
  const here = all.indexOf(rowHere());
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
  linkOf(next)?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return true;
}

const press = (selector) => {
  const button = document.querySelector(selector);
  button?.click();
  return button !== null;
};

const keyActs = {
  j: () => step(1),
  k: () => step(-1),
  x: () => {
    const box = rowHere()?.querySelector('.pick input');
    box?.click();
    return box != null;
  },
  // On a report the button that takes it; in the inbox the row where one is, or all that are chosen.
  c: () => {
    if (press('[data-key-claim]')) return true;
    const box = rowHere()?.querySelector('.pick input');
    if (document.querySelector('.pick :checked') === null && box != null) box.click();
    return document.querySelector('tbody .pick :checked') !== null && press('[data-key-bulk-claim]');
  },
  r: () => {
    const field = document.querySelector('[data-key-reply] textarea');
    field?.focus();
    return field !== null;
  },
  u: () => press('.crumb a'),
  '/': () => {
    const field = document.querySelector('[data-key-search]');
    field?.focus();
    return field !== null;
  },
};

// One tick for the whole page, and how many are chosen.
function offerAll(all) {
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of document.querySelectorAll('tbody .pick input')) box.checked = all.checked;
    document.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

function countChosen(place) {
  const tell = () => {
    const count = document.querySelectorAll('tbody .pick :checked').length;
    place.textContent = count > 0 ? `(${count})` : '';
  };
  document.addEventListener('change', tell);
  tell();
}
