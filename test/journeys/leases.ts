import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { move, publishHome, registerFamily, sendProposal } from './homes.ts';

export const tenancyState = 'tenancy { id version status leaseholder slidesOn noticeGivenOn endsOn }';

let homes = 0;

/** A tenancy of a new family in a new home of this landlord, from yesterday on. */
export async function lease(
  coordinator: Partner,
  landlord: Partner,
  leaseForm: string,
  more: object = {},
): Promise<{ tenancy: Reply; family: Reply; reference: string }> {
  homes += 1;
  const reference = `AFTER-${homes}`;
  await publishHome(landlord, { externalReference: reference, leaseForm });
  const family = await registerFamily(coordinator);
  await sendProposal(coordinator, family, reference);
  const { housingOffer } = await landlord.read(
    'query One($r: String!) { housingOffer(externalReference: $r) { proposals { edges { node { id version } } } } }',
    { r: reference },
  );
  const yes = await landlord.does(
    'acceptHousingProposal',
    move(housingOffer.proposals.edges[0].node),
    'housingProposal { id version }',
  );
  const terms = { signedOn: inDays(-2), startsOn: inDays(-1), leaseForm, rentCents: 45_000, ...more };
  const signed = await landlord.does(
    'signLease',
    { ...move(yes.housingProposal), ...terms },
    `housingProposal { ${tenancyState} }`,
  );
  return { tenancy: signed.housingProposal.tenancy, family, reference };
}
