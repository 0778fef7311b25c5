import { deriveKey } from './secretKey.ts';

/** The login of jobs: it owns the schema of graphile-worker, and may take the roles `clock` and `snapshot`. The migrations create it. */
export const jobsLogin = 'jobs_login';

export function jobsLoginPassword(secret: Buffer): string {
  return deriveKey(secret, jobsLogin).toString('base64url');
}

/** The administrator's database as the login of jobs. */
export function jobsUrl(adminUrl: string, secret: Buffer): string {
  const url = new URL(adminUrl);
  url.username = jobsLogin;
  url.password = jobsLoginPassword(secret);
  return url.href;
}
