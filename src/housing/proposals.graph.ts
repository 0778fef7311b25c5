import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { Accessibility } from '../families/accessibility.enum.ts';
import { Composition } from '../families/composition.type.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { nestedPage } from '../lists/nestedPage.ts';
import { pageArguments } from '../lists/pageArguments.ts';
import { publicId, sameRow, through } from '../lists/rowFields.ts';
import {
  FamilyDeclineReason,
  Guarantee,
  HousingProposalStatus,
  LandlordDeclineReason,
  ProposalDecliner,
  WithdrawalReason,
} from './housing.enums.ts';
import { beforeLease, misfit } from './housing.rules.ts';
import { HousingOffer } from './offers.graph.ts';
import { Tenant } from './tenants.graph.ts';

builder.drizzleObject('housingProposalLeaseholders', {
  name: 'Leaseholder',
  description: 'An adult whom the coordinator named to sign the lease.',
  select: { columns: {} },
  fields: (t) => ({
    person: t.relation('person', { nullable: true, description: 'The person.' }),
  }),
});

const FamilyCard = builder.drizzleObject('families', {
  variant: 'FamilyCard',
  description: 'What a landlord reads of a family that is proposed to it: no name, no origin, no health.',
  select: { columns: {} },
  fields: (t) => ({
    size: t.exposeInt('size', { description: 'Persons in the family.' }),
    composition: t.field({
      type: Composition,
      extensions: sameRow,
      select: { columns: { adults: true, children0to5: true, children6to17: true } },
      description: 'Adults and children by age.',
      resolve: (row) => row,
    }),
    accessibilityNeed: t.expose('accessibilityNeed', {
      type: Accessibility,
      description: 'What its home must offer.',
    }),
    interpreterNeeded: t.exposeBoolean('interpreterNeeded', {
      description: 'Whether an interpreter is needed.',
    }),
  }),
});

export const HousingProposal = builder.drizzleObject('housingProposals', {
  name: 'HousingProposal',
  description: 'A home proposed to a family. Its landlord reads it from the moment it is sent.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('HousingProposal')),
    status: t.expose('status', { type: HousingProposalStatus, description: 'Where it stands.' }),
    offer: t.relation('offer', { nullable: true, description: 'The home.' }),
    family: t.relation('family', { nullable: true, description: 'The family, as its coordinator knows it.' }),
    misfit: t.string({
      nullable: true,
      select: {
        columns: { status: true },
        with: {
          offer: { columns: { minOccupants: true, maxOccupants: true, accessibility: true } },
          family: { columns: { size: true, accessibilityNeed: true } },
        },
      },
      description:
        'Why the home does not suit the family any more, as after a birth: it can be neither sent nor signed. Null while it does, and once the proposal has ended.',
      resolve: ({ status, offer, family }) =>
        offer && family && beforeLease.some((live) => live === status) ? misfit(offer, family) : null,
    }),
    card: t.field({
      type: FamilyCard,
      nullable: true,
      description:
        'The family’s card while the proposal is open to you; null once it has ended or the lease is signed.',
      select: (_args, _context, nested) => ({
        with: { openCard: { columns: { id: true }, with: { family: nested() } } },
      }),
      resolve: (row) => (row as { openCard: { family: object | null } | null }).openCard?.family ?? null,
    }),
    leaseholders: t.relation('leaseholders', {
      description: 'Who would sign.',
      query: { orderBy: { id: 'asc' }, limit: 20 },
    }),
    tenants: t.relation('openIdentities', {
      type: Tenant,
      description:
        'After your yes: each leaseholder whose consent is live. Under a lease: `Tenancy.tenants`.',
      query: { orderBy: { id: 'asc' }, limit: 20 },
    }),
    guarantee: t.expose('guarantee', { type: Guarantee, description: 'Who stands for the rent.' }),
    monthlyResourcesCents: t.int({
      nullable: true,
      extensions: through('file', 'monthlyResourcesCents'),
      select: { with: { file: { columns: { monthlyResourcesCents: true } } } },
      description:
        'Resources of the household a month, euro cents. A landlord reads it once an identity is open to it.',
      resolve: (row) => row.file?.monthlyResourcesCents ?? null,
    }),
    socialHousingNumber: t.string({
      nullable: true,
      extensions: through('file', 'socialHousingNumber'),
      select: { with: { file: { columns: { socialHousingNumber: true } } } },
      description: 'Numéro unique (NUR). A landlord reads it once an identity is open to it.',
      resolve: (row) => row.file?.socialHousingNumber ?? null,
    }),
    visitAt: t.expose('visitAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the family visits.',
    }),
    visitInstructions: t.exposeString('visitInstructions', {
      nullable: true,
      description: 'Where to meet, whom to ask for.',
    }),
    commissionOn: t.expose('commissionOn', {
      type: 'Date',
      nullable: true,
      description: 'Day of the allocation commission.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Without an answer it ends then.',
    }),
    programmeContact: t.exposeString('programmeContact', {
      nullable: true,
      description: 'Whom to call at the programme.',
    }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was sent to the landlord.',
    }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the landlord answered.',
    }),
    familyAnsweredAt: t.expose('familyAnsweredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the family answered.',
    }),
    declinedBy: t.expose('declinedBy', {
      type: ProposalDecliner,
      nullable: true,
      description: 'Who ended it.',
    }),
    declineReason: t.expose('declineReason', {
      type: LandlordDeclineReason,
      nullable: true,
      description: 'The landlord’s reason.',
    }),
    familyDeclineReason: t.expose('familyDeclineReason', {
      type: FamilyDeclineReason,
      nullable: true,
      description: 'The family’s reason; no landlord reads it.',
    }),
    withdrawalReason: t.expose('withdrawalReason', {
      type: WithdrawalReason,
      nullable: true,
      description: 'Why the programme withdrew it; no landlord reads it.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'The landlord’s words to the coordinator, at most 280 characters.',
    }),
    tenancy: t.relation('tenancy', { nullable: true, description: 'What came of it.' }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

const HousingProposalConnection = connectionType('HousingProposal', HousingProposal, true);
const ofOffer = nestedPage('HousingOffer.proposals', newest());

builder.drizzleObjectField(HousingOffer, 'proposals', (t) =>
  t.field({
    type: HousingProposalConnection,
    args: pageArguments,
    description: 'Proposals of this home, the newest first.',
    extensions: ofOffer.reads('proposals'),
    select: (args, context, nested) => ({
      with: { proposals: nested(ofOffer.query(args, context), ['edges', 'node']) },
    }),
    resolve: (row, args) => ofOffer.page(row.proposals, args),
  }),
);

export const HousingProposalPayload = payload('HousingProposalPayload', {
  field: 'housingProposal',
  type: HousingProposal,
  table: 'housingProposals',
});

list('housingProposals', {
  table: 'housingProposals',
  name: 'HousingProposal',
  connection: HousingProposalConnection,
  about: 'Proposals: a landlord’s from the moment each is sent; a coordinator’s families’ all.',
  filter: {
    status: filter.anyOf(HousingProposalStatus, 'status', 'In one of these states.'),
    offerId: filter.idOf('HousingOffer', 'offerId', 'Of this home.'),
    familyId: filter.idOf('Family', 'familyId', 'Of this family.'),
    updatedSince: filter.updatedSince(),
  },
  orders: {
    CREATED_AT_DESC: newest(),
    CREATED_AT_ASC: oldest('createdAt'),
    UPDATED_AT_ASC: oldest('updatedAt'),
  },
});

lookUp('housingProposal', {
  table: 'housingProposals',
  type: HousingProposal,
  sealed: 'HousingProposal',
  about: 'One proposal.',
});
