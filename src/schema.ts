import './aggregates/outcomes.graph.ts';
import './aggregates/placement.graph.ts';
import './aggregates/rightsAndCare.graph.ts';
import './aggregates/supply.graph.ts';
import './care/coordinatorActs.ts';
import './care/corrections.acts.ts';
import './care/healthActs.ts';
import './care/healthPartners.graph.ts';
import './care/referrals.graph.ts';
import './care/status.graph.ts';
import './disclosures/disclosures.graph.ts';
import './disclosures/erasures.acts.ts';
import './disclosures/erasures.graph.ts';
import './families/arrivals.acts.ts';
import './families/arrivals.graph.ts';
import './families/consents.acts.ts';
import './families/corrections.acts.ts';
import './families/families.acts.ts';
import './families/families.graph.ts';
import './families/journey.acts.ts';
import './families/members.acts.ts';
import './families/persons.graph.ts';
import './families/split.acts.ts';
import './families/transfers.acts.ts';
import './families/transfers.graph.ts';
import './housing/coordinatorActs.ts';
import './housing/corrections.acts.ts';
import './housing/foundHomes.acts.ts';
import './housing/landlordActs.ts';
import './housing/offers.acts.ts';
import './housing/offers.graph.ts';
import './housing/proposals.graph.ts';
import './housing/tenancies.acts.ts';
import './housing/tenancies.graph.ts';
import './jobs/applications.graph.ts';
import './jobs/coordinatorActs.ts';
import './jobs/corrections.acts.ts';
import './jobs/employerActs.ts';
import './jobs/employments.acts.ts';
import './jobs/employments.graph.ts';
import './jobs/foundJobs.acts.ts';
import './jobs/offers.acts.ts';
import './jobs/offers.graph.ts';
import './labels.graph.ts';
import './partners/partners.graph.ts';
import './pathway/blockers.graph.ts';
import './pathway/corrections.acts.ts';
import './pathway/rights.acts.ts';
import './pathway/rights.graph.ts';
import './reference/reference.graph.ts';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { type Audience, audiences } from './access/audiences.ts';
import { guarded } from './access/shield.ts';
import { disagreements, schemaSeenBy } from './access/visibility.ts';
import { builder } from './builder.ts';
import { labelGaps } from './labelled.ts';

/** Everything, for nobody: each audience's schema is cut from it. */
export const wholeSchema: GraphQLSchema = builder.toSchema({ sortSchema: false });

const unsettled = [...disagreements(wholeSchema), ...labelGaps(wholeSchema)];
if (unsettled.length > 0)
  throw new Error(`The schema, the access table and the labels disagree:\n${unsettled.join('\n')}`);

const visible = Object.fromEntries(
  audiences.map((audience) => [audience, schemaSeenBy(wholeSchema, audience)]),
) as Record<Audience, GraphQLSchema>;

/** What the audience is served: its own types only, each root field behind its guard. */
export const schemas = Object.fromEntries(
  audiences.map((audience) => [audience, guarded(visible[audience])]),
) as Record<Audience, GraphQLSchema>;

/** The SDL of that schema, as committed in schema/<audience>.graphql. */
export const sdl = Object.fromEntries(
  audiences.map((audience) => [audience, `${printSchema(lexicographicSortSchema(visible[audience]))}\n`]),
) as Record<Audience, string>;
