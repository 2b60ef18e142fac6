import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { must } from './house.ts';
import { file, type Cast, type Complaint } from './problem.ts';

const complaints = {
  new1: {
    email: 'jakob@hillview.example',
    name: 'Jakob Stern',
    tried: 'Sign in on a new laptop',
    expected: 'My page',
    actual: '“Something went wrong”, twice',
    component: 'Sign-in',
  },
  new2: {
    email: 'quim@harbour.example',
    name: 'Quim Ferrer',
    tried: 'Cambiar la foto de mi comunidad',
    expected: 'La foto nueva',
    actual: 'Sigue la antigua',
    component: 'Community pages',
    locale: 'es',
  },
  overdue: {
    email: 'carla@northside.example',
    name: 'Carla Boix',
    tried: 'Export our contact list',
    expected: 'A file',
    actual: 'An empty file',
    component: 'Contact lists',
  },
  claimed: {
    email: 'olga@hillview.example',
    name: 'Olga Sanz',
    tried: 'Match a volunteer with a request',
    expected: 'A list of names',
    actual: 'The list is very slow',
    component: 'Requests and matching',
  },
  waiting: {
    email: 'hugo@northside.example',
    name: 'Hugo Prat',
    tried: 'Open the app',
    expected: 'The home screen',
    actual: 'A white screen',
    component: 'iPhone app',
  },
  question: {
    email: 'greta@harbour.example',
    name: 'Greta Lind',
    tried: 'Find out how to add a second parish',
    expected: 'A button',
    actual: 'I cannot find it',
    component: 'Community pages',
  },
  feedback: {
    email: 'sven@hillview.example',
    name: 'Sven Aune',
    tried: 'See all requests on a map',
    expected: 'A map',
    actual: 'Only a list',
    component: 'Requests and matching',
  },
} satisfies Record<string, Complaint>;

/** Reports that are not part of a problem: new ones, an overdue one, some that wait, some that are closed. */
export async function playInbox(cast: Cast, now: Temporal.Instant): Promise<void> {
  const ago = (hours: number) => now.subtract({ seconds: Math.round(hours * 3600) });
  const as = (name: string, hours: number) => cast.stage.as(name, ago(hours));
  await file(cast, complaints.new1, ago(0.4));
  await file(cast, complaints.new2, ago(1.2));
  await file(cast, complaints.overdue, ago(24 * 5));
  const claimed = await file(cast, complaints.claimed, ago(5));
  await must(claimReport(as('Ana Ruiz', 4), { id: claimed }));
  const waiting = await file(cast, complaints.waiting, ago(26));
  await must(claimReport(as('Mateo Silva', 25), { id: waiting }));
  await must(
    replyToReport(as('Mateo Silva', 24.5), {
      id: waiting,
      body: 'Thank you for writing. Which version of iOS does your phone have, and does the white screen stay when you restart it?',
    }),
  );
  const question = await file(cast, complaints.question, ago(50));
  await must(categoriseReport(as('Ana Ruiz', 49), { id: question, kind: 'question' }));
  await must(
    replyToReport(as('Ana Ruiz', 48.8), {
      id: question,
      body: 'Under *Settings*, choose *Parishes*, then **Add another**. An administrator of your network has to do it.',
    }),
  );
  await must(closeReport(as('Ana Ruiz', 47), { id: question, reason: 'Answered' }));
  const feedback = await file(cast, complaints.feedback, ago(30));
  await must(claimReport(as('Mateo Silva', 29), { id: feedback }));
  await must(categoriseReport(as('Mateo Silva', 28.9), { id: feedback, kind: 'feedback' }));
}
