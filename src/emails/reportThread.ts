import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { hostOf, subjectLine, type MailPage } from './mail.ts';

/**
 * The one subject of all mails about a report, so that they stay one thread. Nothing of the report is in it: anybody
 * may file one in another's name, and would then choose what we write on the envelope.
 */
export const reportSubject = (page: MailPage, reference: string, locale: Locale): string =>
  subjectLine(reference, words(locale).mail.report.subject(page.name));

export const reportFooter = (page: MailPage, reference: string, locale: Locale): { because: string } => ({
  because: words(locale).mail.report.because(reference, hostOf(page)),
});
