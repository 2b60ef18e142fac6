import type { Locale } from '#domain/locale.ts';
import type { Point } from '#domain/result.ts';
import { words } from '#i18n/index.ts';
import type { InvestigationView } from '#queries/consoleInvestigation.ts';
import { extentText, partNames } from './stops.ts';

/** By what a point of the gate is met: the record itself, in a line. Empty where the point says it all. */
export function metBy({ code, path }: Point, view: InvestigationView, locale: Locale): string {
  const { investigation: w } = words(locale).console;
  switch (code) {
    case 'step_missing':
      return view.steps.findLast(({ kind }) => kind === 'step')?.text.slice(0, 90) ?? '';
    case 'attempt_missing':
      return (
        view.steps
          .findLast(({ kind }) => kind === 'attempt')
          ?.text.split('\n')[0]
          ?.slice(0, 90) ?? ''
      );
    case 'replication_missing':
      return view.replication === null
        ? ''
        : `${w.replicated.summary[view.replication]}: ${view.replicationDetails?.slice(0, 90)}`;
    case 'extent_missing':
      return extentText(view, locale);
    case 'components_missing':
      return partNames(view.facts.componentIds, view.components, locale);
    case 'suggestion_untried': {
      const attempt = view.steps.findLast(({ suggestionId }) => path === `suggestions.${suggestionId}`);
      return attempt === undefined ? '' : `${attempt.text.slice(0, 90)} (${w.troubleshot.by(attempt.author)})`;
    }
    default:
      return '';
  }
}
