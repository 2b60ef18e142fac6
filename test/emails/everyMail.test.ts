import { describe, expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { findings, linksOf, parsed, readingOf } from './parsed.ts';
import { everyMail } from './samples.ts';

describe.each(
  locales.flatMap((locale) => Object.entries(everyMail(locale)).map(([name, mail]) => ({ name, locale, mail }))),
)('the mail $name in $locale', ({ locale, mail }) => {
  it('has a subject, a text part and an HTML part', () => {
    expect(mail.subject).toMatch(/^\[[^\]]+\] \S/u);
    expect(mail.text.trim().length).toBeGreaterThan(100);
    expect(mail.html).toMatch(/^<!doctype html>/u);
  });

  it('is well-formed HTML in its own language', async () => {
    expect(await findings(mail.html)).toEqual([]);
    const document = await parsed(mail.html);
    expect(document.querySelector('html')?.getAttributeValue('lang')).toBe(locale);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(readingOf(document.querySelector('title'))).not.toBe('');
  });

  it('fetches nothing and runs nothing', async () => {
    const document = await parsed(mail.html);
    expect(document.querySelectorAll('img, script, link, iframe, form, video, audio, object')).toEqual([]);
    expect(mail.html).not.toMatch(/url\(|@import|@font-face|src=/u);
  });

  it('needs nothing from its style sheet: without it, every text has its size and colour', async () => {
    const document = await parsed(mail.html);
    for (const element of document.querySelectorAll('h1, h2, p, a'))
      expect(String(element.getAttributeValue('style'))).toMatch(/color:#[0-9a-f]{6}/u);
  });

  it('leads to the same places in both parts, in the same order', async () => {
    const inText = [...mail.text.matchAll(/https?:\/\/[^\s()]+/gu)].map(([link]) => link);
    expect(inText).toEqual(linksOf(await parsed(mail.html)).filter((link) => link.startsWith('http')));
    expect(inText.length).toBeGreaterThan(0);
  });

  it('has text to be read: no markup, no blank value, nobody shouting', () => {
    expect(mail.text).not.toMatch(
      /<\/?(?:p|br|td|tr|table|a|h1)\b|&(?:amp|nbsp|lt|#\d+);|undefined|\[object|NaN|[!¡]/u,
    );
    expect(mail.text).not.toMatch(/\n{3}|[^-] \n/u);
    expect(mail.text.endsWith('\n')).toBe(true);
  });

  it('says what it is about before it is opened', async () => {
    const preheader = (await parsed(mail.html)).querySelector('div');
    expect(readingOf(preheader).replace(/&\S+;/gu, '').trim().length).toBeGreaterThan(20);
  });

  it('is small enough that no mail program cuts it off', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
  });
});

it('Spanish addresses people as usted and never as tú', () => {
  for (const { text } of Object.values(everyMail('es')))
    expect(text).not.toMatch(/\b(?:tú|tu|tus|te|ti|contigo|haz|pulsa|puedes)\b/iu);
});
