import { describe, expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import type { RenderedMail } from '#emails/mail.ts';
import { anIncident, page, resolvedIncident } from './incidents.ts';
import { followUp, invitation, ofIncident, optIn, received, reply, request } from './samples.ts';

const hostile = 'Sending\r\nBcc: everyone@example.org\r\n\r\n\u0000is \u202Edown\u202C\u2066 now\u2028';

it('every mail of an incident has one subject, whatever it says and in whatever language', () => {
  const incidents = [
    anIncident(),
    anIncident({ title: 'Los envíos esperan', language: 'es' }),
    anIncident({ title: 'Sending waits' }),
    resolvedIncident(),
  ];
  const subjects = locales.flatMap((locale) =>
    incidents.flatMap((incident) => incident.updates.map((update) => ofIncident({ locale, incident, update }).subject)),
  );
  expect(subjects).toHaveLength(20);
  expect(new Set(subjects)).toEqual(new Set(['[Kindred] Scheduled campaigns stay in “Pending send”']));
});

describe.each(locales)('in %s', (locale) => {
  it('every mail about a report has one subject, with its reference', () => {
    const subjects = [
      received(locale),
      received(locale, { tried: 'x', expected: 'y', actual: 'z' }),
      reply(locale),
      reply(locale, { subjectOf: 'another' }),
      followUp(locale),
    ];
    expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(1);
    expect(subjects[0]?.subject).toMatch(/^\[R-7K3MQ\] .*Kindred$/u);
  });

  const name = hostile;
  const mails: [string, RenderedMail][] = [
    ['an incident’s title', ofIncident({ locale, incident: anIncident({ title: hostile, frozenTitle: hostile }) })],
    ['the page’s name', ofIncident({ locale, page: { ...page, name } })],
    ['an investigation’s title', request(locale, { title: hostile })],
    ['a reference', received(locale, { reference: hostile })],
    ['a resolved title', followUp(locale, { title: hostile })],
    ['what a report says', reply(locale, { subjectOf: hostile, from: hostile })],
    ['a person’s name', invitation(locale, hostile)],
    ['a component’s name', optIn(locale, [hostile])],
  ];
  it.each(mails)('%s with a line break and a header in it stays within one subject line', (_what, { subject }) => {
    expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  });

  it('the person who files a report does not choose what stands on the envelope', () => {
    const spam = 'Cheap watches at https://evil.example';
    for (const mail of [
      received(locale, { tried: spam, expected: spam, actual: spam }),
      reply(locale, { subjectOf: spam }),
      followUp(locale, { title: spam }),
    ])
      expect(mail.subject).not.toContain('watches');
  });
});

it('a title is cut at 120 characters, and never through the middle of one', () => {
  const subject = ofIncident({ incident: anIncident({ frozenTitle: '🔥'.repeat(300) }) }).subject;
  expect(subject).toBe(`[Kindred] ${'🔥'.repeat(119)}…`);
  expect(ofIncident({ incident: anIncident({ frozenTitle: 'a'.repeat(120) }) }).subject).toBe(
    `[Kindred] ${'a'.repeat(120)}`,
  );
  expect(ofIncident({ incident: anIncident({ frozenTitle: `${'a'.repeat(10)}\ud83d` }) }).subject.isWellFormed()).toBe(
    true,
  );
});
