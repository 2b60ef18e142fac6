import type { TargetKind } from '#domain/escalation.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';

/** A target in a sentence: the support manager in the reader's own words, teams and vendors by their names. */
export const targetName = ({ kind, name }: { kind: TargetKind; name: string }, locale: Locale): string =>
  kind === 'support_manager' ? words(locale).console.investigation.escalate.manager : name;

/** The same at a sentence's beginning. */
export const targetNameFirst = (target: { kind: TargetKind; name: string }, locale: Locale): string => {
  const name = targetName(target, locale);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
};
