import { describe, expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { firstLink } from '../support/mails.ts';
import { linksOf, parsed, readingOf } from './parsed.ts';
import { followUp, invitation, link, optIn, received, reply, request } from './samples.ts';

describe.each(locales)('in %s', (locale) => {
  it('the link that confirms a subscription is the first one of the text, even if a part is named like a link', () => {
    expect(firstLink(optIn(locale).text)).toBe(link);
    expect(firstLink(optIn(locale, ['https://evil.example']).text)).toBe(link);
  });

  it('the developers’ link comes before everything that others wrote', () => {
    expect(firstLink(request(locale, { title: 'https://evil.example', askedBy: 'https://evil.example' }).text)).toBe(
      link,
    );
  });

  it('the reporter’s own page comes before what they wrote', () => {
    expect(firstLink(received(locale, { tried: 'https://evil.example' }).text)).toBe(link);
  });

  it('whether it is fixed is answered by one of two links, equally easy', async () => {
    const mail = followUp(locale);
    const [yes, no] = [`${link}?do=follow-up&answer=yes`, `${link}?do=follow-up&answer=no`];
    expect(mail.text.match(/https:\S+/gu)).toEqual([yes, no]);
    const document = await parsed(mail.html);
    expect(linksOf(document)).toEqual([yes, no]);
    const [first, second] = document.querySelectorAll('a');
    expect(first?.getAttributeValue('style')).toBe(second?.getAttributeValue('style'));
  });
});

it('whoever did not ask for a subscription is told that nothing happens', () => {
  expect(optIn('en').text).toContain('If you did not ask for this, you need not do anything: nothing happens');
  expect(optIn('en').text).toContain('good for 72 hours');
  expect(optIn('es').text).toContain('válido durante 72 horas');
  expect(optIn('en', []).text).toContain('It is a subscription to everything at Kindred.');
});

it('a report is acknowledged with its reference, and with when it is answered', () => {
  const { text } = received('en');
  expect(text).toContain('Its reference is R-7K3MQ. We answer by Wednesday 18 November 2026, 17:00 UTC.');
  expect(text).toContain('What you were trying to do:\n  Send the newsletter at noon,\n  as every week.');
  expect(received('es').text).toContain('Le responderemos antes del miércoles 18 de noviembre de 2026, 17:00 UTC.');
});

it('what a reporter wrote is text, and keeps its lines', async () => {
  const document = await parsed(received('en', { actual: '<b>bold</b>\n[x](https://evil.example)' }).html);
  expect(document.querySelectorAll('b')).toEqual([]);
  expect(linksOf(document)).toEqual([link]);
  expect(readingOf(document.querySelector('body'))).toContain('<b>bold</b>');
});

it('an acknowledgement cannot be used to send somebody a long letter', () => {
  expect(
    received('en', { tried: 'word '.repeat(1000), expected: 'word '.repeat(1000), actual: 'word '.repeat(1000) }).text
      .length,
  ).toBeLessThan(3000);
});

it('an answer says who wrote it', () => {
  expect(reply('en').text).toContain('Ana Brandt writes about report R-7K3MQ:\n\nThank you, that helps.');
  expect(reply('en').text).toContain('What it is about: It still says “Pending send”.');
});

it('a developer sees on one screen what is claimed, since when and by whom', () => {
  const { text } = request('en');
  expect(text).toContain('Irene Soler asks Messaging to say how far this problem reaches.');
  expect(text).toContain(
    'Problem: Scheduled campaigns stay in “Pending send”\nGoing on since: Tue 17 Nov, 13:05 UTC\nReports so far: 31\nSupport’s judgement: A large group: everyone who schedules campaigns\nComponents: Sending and Scheduled triggers\n',
  );
  expect(text).toContain('There are four answers: “Everyone”, “Many people”, “A few people” and “Not a bug”.');
  expect(text).toContain('made for Tomás Rey alone');
  expect(text).toContain('24 hours and takes one answer');
});

it('in an emergency a developer is asked before the extent is judged', () => {
  const { text } = request('es', { extent: null, audience: null, components: [], note: null, reports: 1 });
  expect(text).toContain('Según soporte: aún sin valorar\n');
  expect(text).not.toMatch(/Componentes:|Nota de soporte/u);
});

it('an invitation lets people choose their own password, for 72 hours', () => {
  expect(firstLink(invitation('en').text)).toBe(link);
  expect(invitation('en').text).toContain('good for 72 hours');
});
