import { randomUUID } from 'node:crypto';
import { home } from '../journeys/homes.ts';
import { position } from '../journeys/positions.ts';
import type { Reply } from '../partner.ts';
import type { Choose } from './client.ts';

interface Row {
  id: string;
  version: number;
  status: string;
}

const rowsOf = (connection: { edges: { node: Row }[] }): Row[] => connection.edges.map(({ node }) => node);
const move = (mutation: string, { id, version }: Row, more: object = {}) => ({
  mutation,
  input: { id, expectedVersion: version, ...more },
});
const today = () => new Date().toISOString().slice(0, 10);

type Random = () => number;

/** One of them, or undefined. */
const oneOf = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[Math.floor(random() * items.length)];

export const landlordsChoice =
  (random: Random): Choose =>
  async (read) => {
    const { housingOffers, housingProposals } = await read(`{
      housingOffers(first: 12, orderBy: CREATED_AT_DESC) { edges { node { id version status } } }
      housingProposals(first: 10, filter: { status: [SENT_TO_LANDLORD, LANDLORD_ACCEPTED] }) { edges { node { id version status } } } }`);
    const proposal = oneOf(random, rowsOf(housingProposals));
    if (proposal && random() < 0.6) {
      if (random() < 0.4)
        return move('declineHousingProposal', proposal, {
          reason: oneOf(random, ['OTHER', 'WORKS_NEEDED', 'ALREADY_LET']),
        });
      return proposal.status === 'SENT_TO_LANDLORD'
        ? move('acceptHousingProposal', proposal)
        : move('signLease', proposal, {
            signedOn: today(),
            startsOn: today(),
            leaseForm: 'DIRECT',
            rentCents: 45_000,
          });
    }
    const offer = oneOf(random, rowsOf(housingOffers));
    if (offer?.status === 'DRAFT' || offer?.status === 'PAUSED') return move('publishHousingOffer', offer);
    if (offer?.status === 'PUBLISHED' && random() < 0.3)
      return move(random() < 0.7 ? 'pauseHousingOffer' : 'withdrawHousingOffer', offer);
    return { mutation: 'createHousingOffer', input: { ...home, externalReference: randomUUID() } };
  };

export const employersChoice =
  (random: Random): Choose =>
  async (read) => {
    const { jobOffers, jobApplications } = await read(`{
      jobOffers(first: 12, orderBy: CREATED_AT_DESC) { edges { node { id version status } } }
      jobApplications(first: 10, filter: { status: [PRESENTED, INTERESTED] }) { edges { node { id version status } } } }`);
    const application = oneOf(random, rowsOf(jobApplications));
    if (application && random() < 0.6)
      return application.status === 'PRESENTED' && random() < 0.6
        ? move('expressInterest', application)
        : move('declineApplication', application, { reason: 'OTHER' });
    const offer = oneOf(random, rowsOf(jobOffers));
    if (offer?.status === 'DRAFT' || offer?.status === 'PAUSED') return move('publishJobOffer', offer);
    if (offer?.status === 'OPEN' && random() < 0.3)
      return move(random() < 0.7 ? 'pauseJobOffer' : 'withdrawJobOffer', offer);
    return { mutation: 'createJobOffer', input: { ...position, externalReference: randomUUID() } };
  };

const household = {
  origin: 'RESETTLED',
  languages: ['apc'],
  interpreterNeeded: true,
  accessibilityNeed: 'NONE',
  countryOfAsylum: 'LB',
  persons: ['1984-03-02', '1987-07-11', '2014-05-20'].map((birthDate, index) => ({
    role: ['HEAD', 'SPOUSE', 'CHILD'][index],
    sex: 'FEMALE',
    givenName: `Prénom${index}`,
    familyName: 'Nom',
    birthDate,
  })),
  preferences: [],
};

const world = `{
  families(first: 20, orderBy: CREATED_AT_DESC) { edges { node { id version journey persons { id role } } } }
  housingOffers(first: 10, filter: { status: [PUBLISHED] }) { edges { node { id } } }
  jobOffers(first: 10, filter: { status: [OPEN] }) { edges { node { id } } }
  housingProposals(first: 20, filter: { status: [PROPOSED_TO_FAMILY, FAMILY_ACCEPTED, SENT_TO_LANDLORD] }) { edges { node { id version status } } }
  jobApplications(first: 10, filter: { status: [PRESENTED, INTERESTED] }) { edges { node { id version status } } } }`;

export const coordinatorsChoice =
  (random: Random): Choose =>
  async (read) => {
    const { families, housingOffers, jobOffers, housingProposals, jobApplications } = await read(world);
    const proposal = oneOf(random, rowsOf(housingProposals));
    const application = oneOf(random, rowsOf(jobApplications));
    const family = oneOf(random, families.edges as { node: Reply }[])?.node;
    const adults =
      family?.persons.filter(({ role }: { role: string }) => role === 'HEAD' || role === 'SPOUSE') ?? [];
    if (proposal && random() < 0.5) {
      if (proposal.status === 'PROPOSED_TO_FAMILY')
        return move('recordFamilyAnswer', proposal, { answer: 'ACCEPTED' });
      return move(
        proposal.status === 'FAMILY_ACCEPTED' && random() < 0.8
          ? 'sendProposalToLandlord'
          : 'withdrawHousingProposal',
        proposal,
      );
    }
    if (application && random() < 0.2) return move('withdrawApplication', application);
    if (family?.journey === 'IDENTIFIED')
      return {
        mutation: 'advanceFamily',
        input: { id: family.id, expectedVersion: family.version, to: 'ALLOCATED', regionCode: '84' },
      };
    const home = oneOf(random, rowsOf(housingOffers));
    if (family && home && random() < 0.4)
      return {
        mutation: 'proposeHousing',
        input: {
          familyId: family.id,
          offerId: home.id,
          leaseholderIds: adults.map(({ id }: { id: string }) => id),
          guarantee: 'VISALE',
        },
      };
    const job = oneOf(random, rowsOf(jobOffers));
    if (family && job && random() < 0.6)
      return {
        mutation: 'presentCandidate',
        input: { offerId: job.id, personId: oneOf(random, adults as { id: string }[])?.id },
      };
    return { mutation: 'registerFamily', input: household };
  };
