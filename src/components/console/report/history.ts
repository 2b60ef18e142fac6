import { reportKinds } from '#domain/report.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { HistoryLine } from '#queries/consoleReport.ts';

/** One event of a report as a sentence; whoever did it comes first. */
export function historyText({ name, actor, data }: HistoryLine, locale: Locale): string {
  const {
    console: {
      report: { event: w },
    },
    desk: {
      report: { event: d },
    },
    terms,
  } = words(locale);
  const by = (did: string): string => (actor === null ? did : `${actor} ${did}`);
  switch (name) {
    case 'report.filed':
      return w['report.filed'];
    case 'report.claimed':
    case 'report.replied':
    case 'report.linked':
    case 'report.closed':
      return by(w[name]);
    case 'report.handed_back':
      return by(data['retracted'] === true ? w['report.handed_back_retracted'] : w['report.handed_back']);
    case 'report.categorised':
      return by(w['report.categorised'](terms.kind[reportKinds.find((kind) => kind === data['kind']) ?? 'bug']));
    case 'report.assigned':
      return by(d['report.assigned'](String(data['to'] ?? '')));
    case 'report.merged':
      return by(
        data['part'] === undefined
          ? d['report.merged'](String(data['into'] ?? ''))
          : d['report.part_added'](String(data['part'])),
      );
    case 'report.unmerged':
      return by(data['part'] === undefined ? d['report.unmerged'] : d['report.part_taken'](String(data['part'])));
    case 'report.noted':
    case 'report.asked_again':
    case 'feedback.created':
    case 'feedback.joined':
      return by(d[name]);
    case 'report.reminded':
    case 'report.late_told':
    case 'report.silence_told':
    case 'report.put_on_hold':
    case 'picture.added':
      return d[name];
    case 'report.reporter_wrote':
      return w['report.reporter_wrote'];
    case 'report.followed_up':
      return data['answer'] === 'yes' ? w['report.followed_up_yes'] : w['report.followed_up_no'];
    default:
      return by(w.other);
  }
}
