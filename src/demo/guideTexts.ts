import type { GuideContent, GuideMoment, GuideProcess, Symptom, Texts } from '#domain/actionGuide.ts';

export type Written = { parts: readonly string[]; content: GuideContent };

const t = (en: string, es: string): Texts => ({ en, es });
const none: Texts = {};
type Seen = { means?: Texts; when?: GuideMoment; actions?: readonly (readonly Texts[])[]; caveat?: Texts };

/** Each action is a list: the thing to do, then what to do instead. */
const symptom = (seen: Texts, { means = none, when = 'always', actions = [], caveat = none }: Seen): Symptom => ({
  seen,
  means,
  when,
  caveat,
  actions: actions.map(([what = none, ...fallbacks]) => ({ do: what, fallbacks })),
});
const job = (
  name: Texts,
  where: Texts,
  symptoms: readonly Symptom[],
  more: Partial<GuideProcess> = {},
): GuideProcess => ({
  name,
  where,
  symptoms,
  caveat: none,
  contact: none,
  ...more,
});

const successful = symptom(t('It says “Successful”', 'Dice «Correcto»'), {
  means: t(
    'The job ran to its end, and the contacts are up to date.',
    'El trabajo terminó y los contactos están al día.',
  ),
});
const failed = symptom(t('It says “Full error”', 'Dice «Error completo»'), {
  means: t('Nothing of this job was written.', 'De este trabajo no se guardó nada.'),
  actions: [[t('Run that job again.', 'Ejecute de nuevo ese trabajo.')]],
});
const stillRunning = symptom(
  t('It is still in progress, or there is no line for it', 'Sigue en curso, o no hay ninguna línea'),
  {
    means: t('It waits for us, or it was cut off in the middle.', 'Espera por nosotros, o se quedó a medias.'),
    actions: [
      [t('Stop it.', 'Deténgalo.'), t('Run it again without stopping it.', 'Ejecútelo de nuevo sin detenerlo.')],
      [t('Once it has stopped, run it again.', 'Cuando se haya detenido, ejecútelo de nuevo.')],
    ],
    caveat: t(
      'The first run may go on by itself as soon as it can, so some contacts may be written twice.',
      'La primera ejecución puede continuar sola en cuanto pueda, y algunos contactos pueden guardarse dos veces.',
    ),
  },
);
const activityLog = t(
  'the activity log, under *Data sync*, on the day of the outage',
  'el registro de actividad, en *Sincronización*, el día de la interrupción',
);
const help = t(
  'Write to help@lantern.example with the name of your network and the time of the job.',
  'Escriba a help@lantern.example con el nombre de su red y la hora del trabajo.',
);

/** What Lantern's customers do when one of their own jobs met an outage. */
export const guideTexts: readonly Written[] = [
  {
    parts: ['Sending', 'Campaign reports'],
    content: {
      originalLanguage: 'en',
      title: t('Campaigns that were due during an outage', 'Campañas previstas durante una interrupción'),
      intro: t(
        'For everybody who had a newsletter or an appeal planned while campaigns did not go out.',
        'Para quien tenía previsto un boletín o un llamamiento mientras las campañas no salían.',
      ),
      contact: help,
      processes: [
        job(
          t('A campaign that was scheduled', 'Una campaña programada'),
          t(
            'the list of campaigns, and the report of that campaign',
            'la lista de campañas y el informe de esa campaña',
          ),
          [
            symptom(t('It says “Pending send”', 'Dice «Envío pendiente»'), {
              means: t('It has not left yet.', 'Todavía no ha salido.'),
              actions: [
                [t('If it can wait, watch it: it goes out by itself.', 'Si puede esperar, obsérvela: saldrá sola.')],
                [
                  t(
                    'If it cannot, select *Stop*, duplicate it, and send the copy.',
                    'Si no puede, elija *Detener*, duplíquela y envíe la copia.',
                  ),
                ],
              ],
              caveat: t(
                'The original may still go out, so some people may get both.',
                'La original aún puede salir, y algunas personas pueden recibir ambas.',
              ),
            }),
            symptom(t('Its report shows no data', 'Su informe no muestra datos'), {
              means: t(
                'It has not left yet, whatever the list says.',
                'Todavía no ha salido, diga lo que diga la lista.',
              ),
              actions: [
                [
                  t(
                    'Look again once we report that sending works.',
                    'Vuelva a mirar cuando comuniquemos que el envío funciona.',
                  ),
                  t('Do as with “Pending send”.', 'Haga lo mismo que con «Envío pendiente».'),
                ],
              ],
            }),
            symptom(t('Its report shows figures', 'Su informe muestra cifras'), {
              means: t('It went out.', 'Ha salido.'),
              when: 'afterwards',
            }),
          ],
        ),
      ],
    },
  },
  {
    parts: ['Scheduled triggers', 'Contact lists'],
    content: {
      originalLanguage: 'en',
      title: t('Triggers and sync jobs', 'Tareas automáticas y sincronizaciones'),
      intro: t(
        'For whoever looks after the jobs that run by themselves.',
        'Para quien cuida de los trabajos que se ejecutan solos.',
      ),
      contact: help,
      processes: [
        job(
          t('A scheduled trigger', 'Una tarea programada'),
          t('the page of the trigger: it names its last run', 'la página de la tarea: indica su última ejecución'),
          [
            symptom(t('A trigger did not run at its time', 'Una tarea no se ejecutó a su hora'), {
              actions: [[t('Open it and choose *Run now*.', 'Ábrala y elija *Ejecutar ahora*.')]],
              caveat: t('The missed run may start later as well.', 'La ejecución perdida puede empezar más tarde.'),
            }),
          ],
        ),
        job(t('A sync job', 'Una sincronización'), activityLog, [successful, failed, stillRunning], {
          contact: t(
            'Still nothing in the log a day later? Write to help@lantern.example.',
            '¿Nada en el registro al día siguiente? Escriba a help@lantern.example.',
          ),
        }),
      ],
    },
  },
  {
    parts: ['Nightly imports', 'Contact lists'],
    content: {
      originalLanguage: 'en',
      title: t('Imports that met an outage', 'Importaciones durante una interrupción'),
      intro: t('For whoever brings contacts in from another system.', 'Para quien trae contactos desde otro sistema.'),
      contact: help,
      processes: [
        job(
          t('A nightly import', 'Una importación nocturna'),
          activityLog,
          [
            successful,
            symptom(t('It stopped half-way', 'Se quedó a medias'), {
              means: t(
                'Some contacts are new, others are as before.',
                'Unos contactos son nuevos; otros siguen igual.',
              ),
              when: 'afterwards',
              actions: [
                [
                  t(
                    'Repeat the import, with a tag that you have not used before.',
                    'Repita la importación con una etiqueta que no haya usado antes.',
                  ),
                ],
                [
                  t(
                    'Make a segment of everybody without that tag: those still need the change.',
                    'Cree un segmento con quienes no tengan esa etiqueta: a esos les falta el cambio.',
                  ),
                ],
              ],
            }),
            symptom(t('There is no line for it', 'No hay ninguna línea'), {
              means: t('It has not begun.', 'No ha empezado.'),
              actions: [
                [
                  t('Wait for the next night.', 'Espere a la noche siguiente.'),
                  t('Start the import by hand.', 'Inicie la importación a mano.'),
                ],
              ],
            }),
          ],
          {
            caveat: t(
              'An import that was due may still run when it can: compare before you import a second time.',
              'Una importación prevista aún puede ejecutarse cuando pueda: compare antes de importar otra vez.',
            ),
          },
        ),
      ],
    },
  },
];
