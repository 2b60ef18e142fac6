export type Account = {
  role: 'agent' | 'manager' | 'developer' | 'admin';
  email: string;
  password: string;
  token: string;
};

/** Reads the demo's complete lines `ROLE EMAIL PASSWORD TOKEN`; what else is printed between them is passed over. */
export function readAccounts(stdout: string): Account[] {
  const lines = stdout.matchAll(/^(agent|manager|developer|admin) (\S+@\S+) (\S+) (\S+)\r?\n/gm);
  return [...lines].map(([, role, email = '', password = '', token = '']) => ({
    role: role as Account['role'],
    email,
    password,
    token,
  }));
}
