import { describe, expect, it } from 'vitest';
import { xssPayloads } from '../formats/xssPayloads.ts';
import { toldIn } from '#domain/toldGuide.ts';
import { guideContent } from '../support/given/guides.ts';
import { aToldGuide, anIncident, resolvedIncident } from './incidents.ts';
import { findings, parsed, readingOf } from './parsed.ts';
import { ofIncident } from './samples.ts';

describe('the mail of an incident that carries a guide', () => {
  const open = ofIncident({ incident: anIncident({ guides: [aToldGuide('en')] }) });
  const over = ofIncident({ incident: resolvedIncident({ guides: [aToldGuide('en')] }) });

  it('says in short what to do meanwhile, in order and with what to do instead, and where the whole stands', async () => {
    expect(open.text).toContain(
      [
        'What to do meanwhile:',
        '',
        'A campaign that was scheduled: It says “Pending send”',
        '1. Watch it.',
        '2. Stop it.',
        '   If that does not work: Duplicate it and send the copy.',
        'Bear in mind: The original may still go out.',
        '',
        'More: Scheduled campaigns',
        'https://status.example.org/guides/guide0000001',
      ].join('\n'),
    );
    const read = readingOf(await parsed(open.html));
    for (const words of ['What to do meanwhile', 'Duplicate it and send the copy.', 'The original may still go out.'])
      expect(read).toContain(words);
    expect(open.text).not.toContain('It shows figures');
  });

  it('says at the end, with the time that it was not available, what to check: all of it', async () => {
    expect(over.text.replaceAll('\u00a0', ' ')).toContain('Not available from 13:05 to 15:12 UTC (2 h 7 min).');
    expect(over.text).toContain('Where to look: the campaign’s report');
    expect(over.text).toContain('* It shows figures\nNothing to do.');
    expect(over.text).toContain('Still need help? Write to help@example.org.');
    expect(readingOf(await parsed(over.html))).toContain('What to check now');
    expect(over.text).not.toContain('What to do meanwhile');
  });

  it('gives the original, marked, where it is not translated', async () => {
    const mail = ofIncident({ locale: 'es', incident: anIncident({ guides: [aToldGuide('es')] }) });
    expect(mail.text).toContain('Más: Campañas programadas\nhttps://status.example.org/es/guides/guide0000001');
    expect(mail.text).toContain('Lo que falta aparece en inglés, el original.');
    const marked = (await parsed(mail.html)).querySelectorAll('[lang="en"]').map((element) => readingOf(element));
    expect(marked).toContain('Watch it.');
  });

  it('lets nothing that somebody writes in a guide run, style or fetch', async () => {
    for (const payload of xssPayloads) {
      const texts = { en: payload.replace(/[\r\n]/gu, ' ') };
      const hostile = guideContent({ title: texts, contact: texts });
      const processes = hostile.processes.map((process) => ({
        ...process,
        name: texts,
        where: texts,
        symptoms: [
          {
            seen: texts,
            means: texts,
            when: 'always' as const,
            caveat: texts,
            actions: [{ do: texts, fallbacks: [texts] }],
          },
        ],
      }));
      const guide = { ...aToldGuide('en'), ...toldIn({ ...hostile, processes }, 'en') };
      for (const incident of [anIncident({ guides: [guide] }), resolvedIncident({ guides: [guide] })]) {
        const document = await parsed(ofIncident({ incident }).html);
        expect(
          document.querySelectorAll('script, img, svg, iframe, form, object, embed, video, audio, base, input'),
        ).toEqual([]);
        const links = document.querySelectorAll('a').map((link) => String(link.getAttributeValue('href') ?? 'https:'));
        expect(links.filter((href) => !/^(?:https?:|mailto:)/iu.test(href))).toEqual([]);
        expect(document.querySelectorAll('[onclick], [onload], [onerror], [onfocus], [onmouseover]')).toEqual([]);
      }
    }
    expect(await findings(over.html)).toEqual([]);
  });
});
