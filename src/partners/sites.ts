import type { Act } from '../acts/act.ts';
import { ActError, errors } from '../errors.ts';
import { isSiret } from './partners.rules.ts';

/** The partner's own establishment with this SIRET; one of another partner is as unknown as a random one. */
export async function ownSite(act: Act, partnerId: string, siret: string): Promise<string> {
  if (!isSiret(siret))
    throw new ActError(
      'INVALID_FORMAT',
      ['input', 'siteSiret'],
      'Not a SIRET: 14 digits with their check digit.',
    );
  const site = await act.db.query.partnerSites.findFirst({
    columns: { id: true },
    where: { partnerId, siret },
  });
  if (!site) throw errors.notFound('siteSiret');
  return site.id;
}
