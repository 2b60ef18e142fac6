import { describe, expect, it, test } from 'vitest';
import { holidaysIn } from '#platform/holidayFile.ts';

const today = Temporal.PlainDate.from('2026-11-25');
const calendar = (...entries: string[]) =>
  Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', ...entries, 'END:VCALENDAR', ''].join('\r\n'));
const entry = (...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${lines.join()}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');

describe('a file of public holidays', () => {
  it('gives its whole days by name, several days one by one, and what comes every year for three years', () => {
    const days = holidaysIn(
      calendar(
        entry('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas Day'),
        entry('DTSTART;VALUE=DATE:20270325', 'DTEND;VALUE=DATE:20270327', 'SUMMARY;LANGUAGE=es:Semana Santa'),
        entry('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year'),
        entry('DTSTART:20261201T100000Z', 'DTEND:20261201T110000Z', 'SUMMARY:A meeting is no holiday'),
        entry('DTSTART;VALUE=DATE:19991225', 'SUMMARY:Long ago'),
      ),
      today,
    );
    expect(days).toEqual([
      { day: '2026-01-01', name: 'New Year' },
      { day: '2026-12-25', name: 'Christmas Day' },
      { day: '2027-01-01', name: 'New Year' },
      { day: '2027-03-25', name: 'Semana Santa' },
      { day: '2027-03-26', name: 'Semana Santa' },
      { day: '2028-01-01', name: 'New Year' },
    ]);
  });

  it('with a rule that never stops is over at once', () => {
    expect(
      holidaysIn(calendar(entry('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Bomb')), today),
    ).toEqual([{ day: '2026-12-25', name: 'Bomb' }]);
  });

  test.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['a page', Buffer.from('<!doctype html>')],
    ['nothing', Buffer.of()],
    ['far too much', Buffer.alloc(2_000_000, 'BEGIN:VCALENDAR\n')],
  ])('%s is none', (_what, bytes) => expect(holidaysIn(bytes, today)).toBe(null));
});
