import type { EscalationRequest } from '#domain/escalation.ts';
import { unmetPoints } from '#domain/gate.ts';
import type { Locale } from '#domain/locale.ts';
import type { Point } from '#domain/result.ts';
import { words } from '#i18n/index.ts';
import type { ChoosableTarget } from '#queries/consoleEscalations.ts';
import type { InvestigationView } from '#queries/consoleInvestigation.ts';

/** What stands between an investigation and a target, and what of it is met already. */
export type GateState = {
  unmet: Point[];
  met: Point[];
  /** Unmet ones that the form itself cannot meet. */ beyondForm: number;
};

export function gateState(
  view: InvestigationView,
  target: ChoosableTarget,
  facts: Readonly<Record<string, string>>,
): GateState {
  const request = (given: Readonly<Record<string, string>>): EscalationRequest => ({
    facts: given,
    emergency: null,
    exception: null,
  });
  const unmet = unmetPoints(view.facts, target, request(facts));
  // Every point that this gate knows is what it would say of an investigation in which nothing was done yet.
  const suggestions = view.facts.steps.filter(({ kind }) => kind === 'suggestion');
  const blank = { ...view.facts, steps: suggestions, replication: null, extent: null, componentIds: [] };
  const all = unmetPoints(blank, target, request({}));
  const missing = new Set(unmet.map(({ path }) => path));
  return {
    unmet,
    met: all.filter(({ path }) => !missing.has(path)),
    beyondForm: unmet.filter(({ code }) => code !== 'fact_missing').length,
  };
}

export type PointText = { title: string; why: string; act: string; href: string };

/** An unmet point in words: what is missing, why, and the way to where it is met. */
export function unmetText(point: Point, target: string, locale: Locale): PointText {
  const { gate: w } = words(locale).console.investigation;
  const code = known(point);
  const title =
    code === 'suggestion_untried'
      ? w.unmet[code](text(point, 'text'))
      : code === 'fact_missing'
        ? w.unmet[code](text(point, 'label'))
        : w.unmet[code];
  return {
    title,
    why: code === 'fact_missing' ? w.why[code](target) : w.why[code],
    act: w.act[code],
    href: whereTo(point),
  };
}

export function metText(point: Point, locale: Locale): string {
  const { met } = words(locale).console.investigation.gate;
  const code = known(point);
  if (code === 'suggestion_untried') return met[code](text(point, 'text'));
  if (code === 'fact_missing') return met[code](text(point, 'label'));
  return code === 'not_replicated'
    ? met.replication_missing
    : code === 'extent_too_small'
      ? met.extent_missing
      : met[code];
}

const codes = [
  'step_missing',
  'attempt_missing',
  'replication_missing',
  'not_replicated',
  'extent_missing',
  'extent_too_small',
  'components_missing',
  'suggestion_untried',
  'fact_missing',
] as const;
type GateCode = (typeof codes)[number];

/** The gate says nothing but these of an escalation by its points. */
const known = ({ code }: Point): GateCode => codes.find((one) => one === code) ?? 'fact_missing';

function whereTo({ code, path }: Point): string {
  switch (code) {
    case 'suggestion_untried':
      return `?try=${path.replace('suggestions.', '')}#record`;
    case 'step_missing':
    case 'attempt_missing':
      return '#record';
    case 'replication_missing':
    case 'not_replicated':
      return '#replication';
    case 'fact_missing':
      return `#escalate-${path.replaceAll(/[^A-Za-z0-9]+/gu, '-')}`;
    default:
      return '#extent-form';
  }
}

const text = ({ values }: Point, name: string): string => String(values?.[name] ?? '');
