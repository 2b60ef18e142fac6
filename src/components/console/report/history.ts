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
    case 'report.reporter_wrote':
      return w['report.reporter_wrote'];
    case 'report.followed_up':
      return data['answer'] === 'yes' ? w['report.followed_up_yes'] : w['report.followed_up_no'];
    default:
      return by(w.other);
  }
}
