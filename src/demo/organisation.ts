import type { RequiredFact } from '#domain/escalation.ts';
import type { Role } from '#domain/policy.ts';

/** Lantern, a made-up volunteer-care network: who works there, what can break, and whom it buys from. */
export const organisation = { name: 'Lantern', timeZone: 'Europe/Madrid', supportEmail: 'help@lantern.example' };

type Person = { role: Role; name: string; email: string; locale: 'en' | 'es'; team?: string };

export const people: readonly Person[] = [
  { role: 'admin', name: 'Ines Vidal', email: 'ines@lantern.example', locale: 'en' },
  { role: 'agent', name: 'Ana Ruiz', email: 'ana@lantern.example', locale: 'en' },
  { role: 'agent', name: 'Mateo Silva', email: 'mateo@lantern.example', locale: 'es' },
  { role: 'manager', name: 'Maren Holt', email: 'maren@lantern.example', locale: 'en' },
  { role: 'manager', name: 'Jonas Adeyemi', email: 'jonas@lantern.example', locale: 'en' },
  { role: 'developer', name: 'Tove Berg', email: 'tove@lantern.example', locale: 'en', team: 'Apps' },
  { role: 'developer', name: 'Ravi Nair', email: 'ravi@lantern.example', locale: 'en', team: 'Messaging' },
  { role: 'developer', name: 'Clara Roca', email: 'clara@lantern.example', locale: 'es', team: 'Money and data' },
];

export const teams = ['Apps', 'Messaging', 'Money and data'] as const;
type Team = (typeof teams)[number];

const fact = (key: string, label: string, required = true): RequiredFact => ({ key, label, required });

export const vendors = [
  {
    name: 'Mailbridge',
    address: 'support@mailbridge.example',
    requiredFacts: [
      fact('account', 'Account name'),
      fact('campaign', 'Campaign affected'),
      fact('sender', 'Sending address'),
    ],
  },
  {
    name: 'Tillpoint',
    address: 'care@tillpoint.example',
    requiredFacts: [
      fact('client', 'Client'),
      fact('user', 'User with the problem'),
      fact('description', 'What happens'),
    ],
  },
];

export const teamTargets = teams.map((team) => ({
  team,
  name: `${team} team`,
  requiredFacts: [
    fact('problem', 'Problem in one sentence'),
    fact('logs', 'Log lines or a screenshot'),
    fact('cases', 'Reference cases', false),
  ],
}));

type Part = { name: string; description?: string; team: Team; vendor?: string };

export const catalogue: readonly { category: string; description: string; components: readonly Part[] }[] = [
  {
    category: 'Web app',
    description: 'Everything at app.lantern.example',
    components: [
      { name: 'Sign-in', team: 'Apps' },
      { name: 'Requests and matching', description: 'Asking for help, and finding who gives it', team: 'Apps' },
      { name: 'Messages', team: 'Apps' },
      { name: 'Community pages', team: 'Apps' },
    ],
  },
  {
    category: 'Mobile app',
    description: 'For iPhone and Android',
    components: [
      { name: 'iPhone app', team: 'Apps' },
      { name: 'Android app', team: 'Apps' },
      { name: 'Push notifications', team: 'Messaging' },
    ],
  },
  {
    category: 'E-mail campaigns',
    description: 'Newsletters and appeals that networks send',
    components: [
      { name: 'Sending', team: 'Messaging', vendor: 'Mailbridge' },
      { name: 'Link tracking', team: 'Messaging' },
      { name: 'Campaign reports', team: 'Messaging' },
    ],
  },
  {
    category: 'Payments',
    description: 'Gifts and what follows them',
    components: [
      { name: 'Card donations', team: 'Money and data', vendor: 'Tillpoint' },
      { name: 'Bank transfers', team: 'Money and data', vendor: 'Tillpoint' },
      { name: 'Receipts', team: 'Money and data' },
    ],
  },
  {
    category: 'Data sync',
    description: 'Between Lantern and the systems of your network',
    components: [
      { name: 'Nightly imports', team: 'Money and data' },
      { name: 'Scheduled triggers', team: 'Money and data' },
      { name: 'Contact lists', team: 'Money and data' },
    ],
  },
];

/** What Lantern's parts are called in Spanish, and what is said of them. */
export const inSpanish: Readonly<Record<string, { name: string; description?: string }>> = {
  'Web app': { name: 'Aplicación web', description: 'Todo lo de app.lantern.example' },
  'Mobile app': { name: 'Aplicación móvil', description: 'Para iPhone y Android' },
  'E-mail campaigns': { name: 'Campañas de correo', description: 'Boletines y llamamientos que envían las redes' },
  Payments: { name: 'Pagos', description: 'Las donaciones y lo que les sigue' },
  'Data sync': { name: 'Sincronización de datos', description: 'Entre Lantern y los sistemas de su red' },
  'Sign-in': { name: 'Inicio de sesión' },
  'Requests and matching': { name: 'Peticiones y asignación', description: 'Pedir ayuda y encontrar a quien la da' },
  Messages: { name: 'Mensajes' },
  'Community pages': { name: 'Páginas de la comunidad' },
  'iPhone app': { name: 'Aplicación para iPhone' },
  'Android app': { name: 'Aplicación para Android' },
  'Push notifications': { name: 'Avisos en el móvil' },
  Sending: { name: 'Envío' },
  'Link tracking': { name: 'Seguimiento de enlaces' },
  'Campaign reports': { name: 'Informes de campañas' },
  'Card donations': { name: 'Donaciones con tarjeta' },
  'Bank transfers': { name: 'Transferencias bancarias' },
  Receipts: { name: 'Justificantes' },
  'Nightly imports': { name: 'Importaciones nocturnas' },
  'Scheduled triggers': { name: 'Disparadores programados' },
  'Contact lists': { name: 'Listas de contactos' },
};
