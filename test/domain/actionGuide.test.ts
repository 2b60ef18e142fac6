import { describe, expect, it, test } from 'vitest';
import {
  charactersOf,
  fitting,
  gapsOf,
  guideBounds,
  mayWriteGuide,
  untranslated,
  type GuideContent,
  type GuideProcess,
  type Symptom,
} from '#domain/actionGuide.ts';
import { blankGuide, rearranged, swept } from '#domain/guideDraft.ts';
import type { Id } from '#domain/id.ts';
import { roles, type Actor, type Role } from '#domain/policy.ts';
import { inShort, otherLanguageIn, processesAt, shortForm, toldIn } from '#domain/toldGuide.ts';
import { said } from '../support/given/results.ts';

const symptom = (more: Partial<Symptom> = {}): Symptom => ({
  seen: { en: 'Pending send' },
  means: {},
  when: 'always',
  actions: [{ do: { en: 'Stop it' }, fallbacks: [{ en: 'Run it again' }] }],
  caveat: {},
  ...more,
});
const process = (more: Partial<GuideProcess> = {}): GuideProcess => ({
  name: { en: 'A campaign' },
  where: { en: 'Its report' },
  symptoms: [symptom()],
  caveat: {},
  contact: {},
  ...more,
});
const guide = (more: Partial<GuideContent> = {}): GuideContent => ({
  originalLanguage: 'en',
  title: { en: 'Campaigns' },
  intro: {},
  processes: [process()],
  contact: {},
  ...more,
});
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const gaps = (content: GuideContent) => gapsOf(content).map(said);

describe('a guide can be kept', () => {
  test.each<[string, GuideContent, string[]]>([
    ['when it says what is seen and what to do', guide(), []],
    ['when there is nothing to do', guide({ processes: [process({ symptoms: [symptom({ actions: [] })] })] }), []],
    ['but not without a title', guide({ title: {} }), ['title.en: required']],
    ['nor with a title of spaces', guide({ title: { en: '  ' } }), ['title.en: required']],
    ['nor without a process', guide({ processes: [] }), ['processes: required']],
    [
      'nor with a process without a symptom',
      guide({ processes: [process({ symptoms: [] })] }),
      ['processes.0.symptoms: required'],
    ],
    [
      'nor with a process that has no name',
      guide({ processes: [process({ name: {} })] }),
      ['processes.0.name.en: required'],
    ],
    [
      'nor with a symptom that nobody can see',
      guide({ processes: [process({ symptoms: [symptom({ seen: {} })] })] }),
      ['processes.0.symptoms.0.seen.en: required'],
    ],
    [
      'nor with an action, or what to do instead, that says nothing',
      guide({ processes: [process({ symptoms: [symptom({ actions: [{ do: {}, fallbacks: [{}] }] })] })] }),
      ['processes.0.symptoms.0.actions.0.do.en: required', 'processes.0.symptoms.0.actions.0.fallbacks.0.en: required'],
    ],
    ['nor with a translation of nothing', guide({ intro: { es: 'Para todos' } }), ['intro.en: original_missing']],
    [
      'in Spanish first',
      guide({ originalLanguage: 'es' }),
      [
        'title.es: required',
        'processes.0.name.es: required',
        'processes.0.where.es: original_missing',
        'processes.0.symptoms.0.seen.es: required',
        'processes.0.symptoms.0.actions.0.do.es: required',
        'processes.0.symptoms.0.actions.0.fallbacks.0.es: required',
      ],
    ],
    [
      'nor with more rows than there is room for',
      guide({
        processes: [
          ...many(guideBounds.processes, process()),
          process({
            symptoms: [
              ...many(guideBounds.symptoms, symptom()),
              symptom({ actions: many(guideBounds.actions + 1, { do: { en: 'x' }, fallbacks: many(4, { en: 'x' }) }) }),
            ],
          }),
        ],
      }),
      [
        'processes: too_many_rows',
        'processes.12.symptoms: too_many_rows',
        'processes.12.symptoms.12.actions: too_many_rows',
        ...many(9, '').map((_, n) => `processes.12.symptoms.12.actions.${n}.fallbacks: too_many_rows`),
      ],
    ],
    ['nor longer than a guide may be', guide({ intro: { en: 'x'.repeat(20_000) } }), ['processes: guide_too_long']],
  ])('%s', (_when, content, points) => {
    expect(gaps(content)).toEqual(points);
  });

  it('and its length is counted over every text and language', () => {
    expect(charactersOf(guide({ title: { en: 'ab', es: 'abc' }, processes: [] }))).toBe(5);
  });
});

describe('a translation', () => {
  const half = guide({ title: { en: 'Campaigns', es: 'Campañas' } });

  it('that is missing is counted, and the reader gets the original, marked', () => {
    expect([untranslated(half, 'en'), untranslated(half, 'es')]).toEqual([0, 5]);
    const told = toldIn(half, 'es');
    expect(told.title).toEqual({ text: 'Campañas', language: 'es' });
    expect(told.processes[0]?.name).toEqual({ text: 'A campaign', language: 'en' });
    expect([otherLanguageIn(told, 'es'), otherLanguageIn(toldIn(half, 'en'), 'en')]).toEqual(['en', null]);
  });

  it('of a draft without its original is left out rather than shown empty', () => {
    expect(toldIn(blankGuide, 'en')).toEqual({
      title: { text: '', language: 'en' },
      intro: null,
      processes: [],
      contact: null,
    });
  });
});

describe('at its moment', () => {
  const told = toldIn(
    guide({
      processes: [
        process({ symptoms: [symptom({ when: 'during' }), symptom({ seen: { en: 'No data' }, when: 'afterwards' })] }),
        process({ name: { en: 'An import' }, symptoms: [symptom({ seen: { en: 'Cut off' }, when: 'afterwards' })] }),
      ],
    }),
    'en',
  );
  const seen = (moment: 'during' | 'afterwards') =>
    processesAt(told, moment).map(({ name, symptoms }) => [name.text, ...symptoms.map((one) => one.seen.text)]);

  it('a reader sees the symptoms that count then, and no process without one', () => {
    expect(seen('during')).toEqual([['A campaign', 'Pending send']]);
    expect(seen('afterwards')).toEqual([
      ['A campaign', 'No data'],
      ['An import', 'Cut off'],
    ]);
  });
});

describe('in short', () => {
  const short = (symptoms: Symptom[], caveat = {}) =>
    inShort([toldIn(guide({ processes: [process({ symptoms, caveat })] }), 'en')]);

  it('there are the first few symptoms that ask for something, each with what to bear in mind', () => {
    const nothing = symptom({ seen: { en: 'Successful' }, actions: [] });
    const later = symptom({ seen: { en: 'Cut off' }, when: 'afterwards' });
    const shown = short([nothing, later, symptom(), symptom({ caveat: { en: 'Its own' } })], { en: 'The process’s' });
    expect(shown.map(({ job, seen, caveat }) => [job.text, seen.text, caveat?.text])).toEqual([
      ['A campaign', 'Pending send', 'The process’s'],
      ['A campaign', 'Pending send', 'Its own'],
    ]);
    expect(short(many(9, symptom()))).toHaveLength(shortForm.symptoms);
  });

  it('one that is too long for a card is left to the guide’s own page', () => {
    const long = symptom({ actions: many(4, { do: { en: 'x'.repeat(500) }, fallbacks: [] }) });
    expect(short([long, symptom()]).map(({ seen }) => seen.text)).toEqual(['Pending send']);
  });
});

describe('an incident is offered', () => {
  const guides = [
    { id: 'one', componentIds: ['sending'] },
    { id: 'two', componentIds: [] },
    { id: 'three', componentIds: ['imports', 'lists'] },
  ];
  test.each([
    [['sending'], ['one']],
    [
      ['lists', 'sending'],
      ['one', 'three'],
    ],
    [['sign-in'], []],
    [[], []],
  ])('for %j the guides %j', (components, ids) => {
    expect(fitting(guides, components).map(({ id }) => id)).toEqual(ids);
  });
});

describe('whose parts a guide may be about', () => {
  const [own, other] = ['team00000own', 'team0000else'] as Id<'team'>[];
  const person = (...held: Role[]): Actor => ({
    kind: 'person',
    accountId: 'somebody0000' as Id<'account'>,
    name: 'Somebody',
    roles: held,
    teamIds: [own as Id<'team'>],
  });
  const of = (...teams: (Id<'team'> | null | undefined)[]) => teams.map((teamId) => ({ teamId: teamId ?? null }));
  const code = (actor: Actor, components: ReturnType<typeof of>) => {
    const allowed = mayWriteGuide(actor, components);
    return allowed.ok ? 'allowed' : allowed.refusal.code;
  };

  test.each(roles.filter((role) => role !== 'developer'))('%s: any', (role) => {
    for (const components of [of(), of(other), of(own, null)]) expect(code(person(role), components)).toBe('allowed');
  });

  test.each<[string, ReturnType<typeof of>, string]>([
    ['of their own team', of(own, own), 'allowed'],
    ['of another team', of(other), 'forbidden'],
    ['of both', of(own, other), 'forbidden'],
    ['that nobody owns', of(null), 'forbidden'],
    ['of none at all', of(), 'forbidden'],
  ])('a developer: a part %s', (_which, components, outcome) => {
    expect(code(person('developer'), components)).toBe(outcome);
  });

  it('a developer who is a manager as well writes any', () => {
    expect(code(person('developer', 'manager'), of(other))).toBe('allowed');
  });
});

describe('a button of the editor', () => {
  const numbered = guide({
    processes: ['a', 'b'].map((name) =>
      process({
        name: { en: name },
        symptoms: ['1', '2'].map((number) =>
          symptom({
            seen: { en: name + number },
            actions: ['x', 'y'].map((letter) => ({ do: { en: name + number + letter }, fallbacks: [] })),
          }),
        ),
      }),
    ),
  });
  const drawn = ({ processes }: GuideContent): string =>
    processes
      .map(
        ({ name, symptoms }) =>
          `${name.en ?? '_'}(${symptoms
            .map(({ seen, actions }) => `${seen.en ?? '_'}[${actions.map((one) => one.do.en ?? '_').join(' ')}]`)
            .join(' ')})`,
      )
      .join(' ');
  const whole = 'a(a1[a1x a1y] a2[a2x a2y]) b(b1[b1x b1y] b2[b2x b2y])';

  test.each([
    ['add', `${whole} _(_[_])`],
    ['add.1', 'a(a1[a1x a1y] a2[a2x a2y]) b(b1[b1x b1y] b2[b2x b2y] _[_])'],
    ['add.0.1', 'a(a1[a1x a1y] a2[a2x a2y _]) b(b1[b1x b1y] b2[b2x b2y])'],
    ['up.1', 'b(b1[b1x b1y] b2[b2x b2y]) a(a1[a1x a1y] a2[a2x a2y])'],
    ['down.0.0', 'a(a2[a2x a2y] a1[a1x a1y]) b(b1[b1x b1y] b2[b2x b2y])'],
    ['up.1.1.1', 'a(a1[a1x a1y] a2[a2x a2y]) b(b1[b1x b1y] b2[b2y b2x])'],
    ['remove.0', 'b(b1[b1x b1y] b2[b2x b2y])'],
    ['remove.1.0', 'a(a1[a1x a1y] a2[a2x a2y]) b(b2[b2x b2y])'],
    ['remove.0.0.1', 'a(a1[a1x] a2[a2x a2y]) b(b1[b1x b1y] b2[b2x b2y])'],
    ['up.0', whole],
    ['down.1.1', whole],
    ['up.9.9.9', whole],
    ['add.9', whole],
    ['fly.0', whole],
    ['up.x', whole],
    ['', whole],
  ])('%j', (press, expected) => {
    expect(drawn(rearranged(numbered, press))).toBe(expected);
  });

  it('saving leaves out the rows in which nothing was written', () => {
    const added = ['add', 'add.0', 'add.1.1'].reduce(rearranged, numbered);
    expect(drawn(swept(added))).toBe(whole);
    expect(swept(blankGuide).processes).toEqual([]);
    const onlyCaveat = guide({
      processes: [process({ symptoms: [symptom({ seen: {}, actions: [], caveat: { en: '!' } })] })],
    });
    expect(gaps(swept(onlyCaveat))).toEqual(['processes.0.symptoms.0.seen.en: required']);
  });
});
