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
