import { expect, it } from 'vitest';
import { anIncident, identified, page, resolvedIncident } from './incidents.ts';
import { findings, parsed, readingOf } from './parsed.ts';
import { ofIncident } from './samples.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

it('the first mail of an incident says that it is new, what is broken and since when', async () => {
  const incident = anIncident({ updates: anIncident().updates.slice(-1) });
  const { text, html } = ofIncident({ incident });
  expect(text).toMatch(
    /^■ Major outage: looking into it\nScheduled campaigns stay in “Pending send”\n\nNew: Tuesday 17 November 2026, 13:33 UTC\. Going on since 13:05 UTC\.\n/u,
  );
  expect(readingOf(await parsed(html))).toMatch(
    /■\s*Major outage: looking into it\s*Scheduled campaigns stay in “Pending send”\s*New: Tuesday 17 November 2026, 13:33 UTC\. Going on since 13:05 UTC\./u,
  );
});

it('a later one says that it is an update', () => {
  expect(ofIncident().text).toMatch(
    /^■ Major outage: we know the cause\n.*\n\nUpdate: Tuesday 17 November 2026, 13:52 UTC\./u,
  );
  expect(ofIncident({ locale: 'es' }).text).toMatch(
    /^■ Interrupción grave: conocemos la causa\n.*\n\nNovedad: martes 17 de noviembre de 2026, 13:52 UTC\. Ocurre desde las 13:05 UTC\./u,
  );
});

it('an incident that began on another day says on which', () => {
  const incident = anIncident({ startedAt: at('2026-11-16T01:05:00Z') });
  expect(ofIncident({ incident }).text).toContain('Going on since Mon 16 Nov, 01:05 UTC.');
  expect(ofIncident({ incident, locale: 'es' }).text).toContain('Ocurre desde el lun 16 nov, 01:05 UTC.');
});

it('every affected part is named with its status in words', () => {
  expect(ofIncident().text).toContain(
    'What is affected:\n- Sending: Major outage\n- Scheduled triggers: Partial outage\n- Campaign reports: Degraded\n',
  );
  expect(ofIncident({ incident: anIncident({ components: [] }) }).text).not.toContain('What is affected');
});

it('while nothing is broken any more and we still watch, nothing is called broken', () => {
  const incident = anIncident({ worst: 'operational', status: 'monitoring' });
  expect(ofIncident({ incident, update: { ...identified, status: 'monitoring' } }).text).toMatch(/^● Watching\n/u);
});

it('who confirmed it is said, and when', () => {
  expect(ofIncident().text).toContain('✓ Confirmed by the development team at 13:31 UTC.');
  expect(ofIncident({ locale: 'es' }).text).toContain('✓ Confirmado por el equipo de desarrollo a las 13:31 UTC.');
  const earlier = anIncident({ confirmation: { mark: 'confirmed', at: at('2026-11-16T23:10:00Z') } });
  expect(ofIncident({ incident: earlier }).text).toContain(
    '✓ Confirmed by the development team on Mon 16 Nov, 23:10 UTC.',
  );
  const unknown = anIncident({ confirmation: { mark: 'confirmed', at: null } });
  expect(ofIncident({ incident: unknown }).text).toContain('✓ Confirmed by the development team.');
});

it('a scope that is not yet confirmed is called so', () => {
  const incident = anIncident({ confirmation: { mark: 'not_yet_confirmed', at: null } });
  expect(ofIncident({ incident }).text).toContain(
    'Scope not yet confirmed. The development team is still looking at how far it reaches.',
  );
  expect(ofIncident({ incident }).text).not.toContain('✓');
  expect(ofIncident({ incident: anIncident({ confirmation: null }) }).text).not.toMatch(/onfirmed/u);
});

it('the resolution says from when until when it was not available, so that people check their own work', () => {
  expect(ofIncident({ incident: resolvedIncident() }).text).toContain(
    'Not available from 13:05 to 15:12 UTC (2\u00a0h 7\u00a0min). Check whatever you had scheduled in that time.',
  );
  const long = resolvedIncident({
    startedAt: at('2026-11-15T22:00:00Z'),
    worst: 'degraded_performance',
    unavailable: null,
  });
  expect(ofIncident({ incident: long }).text).toContain(
    'Degraded from Sun 15 Nov, 22:00 UTC to Tue 17 Nov, 15:12 UTC (1\u00a0d 17\u00a0h).',
  );
  expect(ofIncident({ incident: long, locale: 'es' }).text).toContain(
    'Funcionó con fallos del dom 15 nov, 22:00 UTC al mar 17 nov, 15:12 UTC (1\u00a0d 17\u00a0h).',
  );
});

it('the resolution tells the whole story, the oldest first, and its own words once', async () => {
  const { text, html } = ofIncident({ incident: resolvedIncident() });
  const stages = [
    'Looking into it, 13:33 UTC',
    'We know the cause, 13:52 UTC',
    'Watching, 14:34 UTC',
    'Resolved, 15:12 UTC',
  ];
  const places = stages.map((stage) => text.indexOf(stage));
  expect(places.every((place, n) => place > (places[n - 1] ?? 0))).toBe(true);
  expect(text.split('Every campaign that was waiting has been sent').length).toBe(2);
  expect(readingOf((await parsed(html)).querySelector('body'))).toMatch(
    /Looking into it 13:33 UTC.*We know the cause 13:52 UTC.*Watching 14:34 UTC.*Resolved 15:12 UTC/u,
  );
});

it('an update while it is open does not carry the whole story', () => {
  expect(ofIncident().text).not.toContain('What happened');
});

it('a text that has no translation is marked as the original', async () => {
  const spanish = ofIncident({ locale: 'es' });
  expect(spanish.text).toContain('Este texto está en su idioma original: inglés.');
  expect((await parsed(spanish.html)).querySelectorAll('[lang="en"]').length).toBeGreaterThan(0);
  const translated = { ...identified, language: 'es' as const, body: 'La cola se detuvo.' };
  expect(ofIncident({ locale: 'es', update: translated }).text).not.toContain('idioma original');
  expect(ofIncident().text).not.toContain('original');
  expect(ofIncident({ locale: 'es', incident: resolvedIncident() }).text).toContain(
    'Conocemos la causa, 13:52 UTC, en inglés, el original',
  );
});

it('people are told why they get it, and leave with one click', () => {
  expect(ofIncident({ why: ['Sending', 'Payments'] }).text).toContain(
    'You get this because you subscribed to Sending and Payments at status.example.org.',
  );
  expect(ofIncident({ why: [] }).text).toContain('because you subscribed to everything at');
  expect(ofIncident({ why: [], locale: 'es' }).text).toContain(
    'porque se suscribió a todo en status.example.org.\nCambiar lo que recibe:\nhttps://status.example.org/preferences\nDarse de baja con un clic:\nhttps://status.example.org/u/9b1f\n',
  );
});

it('whatever people wrote is text in the mail', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'';
  const incident = anIncident({ title: evil, components: [{ ...anIncident().components[0]!, name: evil }] });
  const { html } = ofIncident({
    incident,
    update: { ...identified, body: `${evil}\n\n[x](javascript:alert(1))` },
    why: [evil],
    page: { ...page, name: evil },
  });
  const document = await parsed(html);
  expect(document.querySelectorAll('img')).toEqual([]);
  expect(document.querySelectorAll('[onerror]')).toEqual([]);
  expect(readingOf(document.querySelector('h1'))).toBe(evil);
});

it('the Markdown of an update keeps its paragraphs, lists and links', async () => {
  const document = await parsed(ofIncident().html);
  expect(document.querySelectorAll('li').map((item) => readingOf(item))).toEqual([
    'If it can wait, leave it.',
    'If it cannot, select Stop, duplicate the campaign and send the copy. See the guide.',
  ]);
});

it('a hundred thousand subscribers’ mails are written within a minute', () => {
  const incident = resolvedIncident();
  // Processor time: a busy machine must not fail it.
  const began = process.cpuUsage();
  for (let n = 0; n < 1000; n++)
    ofIncident({
      incident,
      links: {
        incident: 'https://status.example.org/i',
        preferences: 'https://status.example.org/preferences',
        unsubscribe: `https://status.example.org/u/${n}`,
      },
    });
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(600);
});

it('an organisation’s own colour stands on the button and its links, in a shade that reads', async () => {
  const { html } = ofIncident({ page: { ...page, accent: '#ffe600' } });
  expect(await findings(html)).toEqual([]);
  expect(html).toMatch(/\.cta\{background:#(?!ffe600)[0-9a-f]{6}!important/u);
  expect(html).toContain('.cta{background:#ffe600!important;color:#14181d!important}');
});
