import type { Cast } from './cast.ts';
import { bothAnew, undo, unguarded } from './effectsOfCorrectionsOfWork.ts';
import { told } from './homeSteps.ts';
import { byAnother, doing, earlier, type Scene, type Step } from './play.ts';
import {
  application,
  applicationIs,
  applicationSet,
  apply,
  disclosed,
  jobSet,
  ofApplication,
  opened,
  presented,
  rival,
} from './workSteps.ts';

const one = '1';
const builtUpon = 'UT013';
const declined = (cast: Cast, id = application): Step => [
  doing(id === rival ? cast.otherEmployer : cast.employer, 'declineApplication'),
  applicationSet("status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER'", id),
  one,
];
const bothOpen = 'EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first';
function ofAnswers(cast: Cast): Scene[] {
  const { employer, otherEmployer, coordinator } = cast;
  return [
    {
      title: 'a yes taken back leaves open what is open',
      steps: [
        ...disclosed(cast),
        [doing(employer, 'acceptApplication'), applicationSet("status = 'ACCEPTED'"), one],
        undo(employer),
        applicationIs('DISCLOSED'),
        [null, told(cast, ofApplication), bothOpen],
      ],
    },
    {
      title: 'a no taken back opens anew card and name',
      steps: [
        ...disclosed(cast),
        declined(cast),
        undo(employer),
        applicationIs('DISCLOSED'),
        [null, told(cast, ofApplication), bothAnew],
      ],
    },
    {
      title: 'a name called back closes, and the card stays',
      steps: [
        ...disclosed(cast),
        undo(employer, 'UT012'),
        undo(coordinator),
        applicationIs('INTERESTED'),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first ACT_ENDED'],
        earlier('1 hour'),
        [doing(coordinator, 'discloseCandidate'), applicationSet("status = 'DISCLOSED'"), one],
        [
          null,
          `update public.disclosures set close_reason = 'EXPIRED' where ${ofApplication} and closed_at is not null`,
          one,
        ],
        undo(coordinator),
        [
          null,
          told(cast, ofApplication),
          'EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first ACT_ENDED, EMPLOYMENT IDENTITY first EXPIRED',
        ],
      ],
    },
    {
      title:
        'an interest is not taken back once an interview is planned, nor after its term, nor where the offer is closed',
      steps: [
        ...presented(cast),
        [
          doing(employer, 'expressInterest'),
          applicationSet("status = 'INTERESTED', interview_at = now()"),
          one,
        ],
        undo(employer, builtUpon),
        [null, applicationSet('interview_at = null'), one],
        [null, applicationSet("expires_at = now() - interval '1 day'"), one],
        undo(employer, '1|UT011'),
      ],
    },
    {
      title: 'an answer is not taken back after the application’s term, nor on an offer that is closed',
      steps: [
        ...presented(cast),
        declined(cast),
        [null, applicationSet("expires_at = now() - interval '1 day'"), one],
        undo(employer, 'UT011'),
        [null, applicationSet("expires_at = now() + interval '1 day'"), one],
        unguarded('job_offers'),
        [null, jobSet("status = 'CLOSED'"), one],
        undo(employer, 'UT003'),
        [null, jobSet("status = 'PAUSED'"), one],
        undo(employer),
      ],
    },
    {
      title: 'a candidate called back to a draft is shown to nobody',
      steps: [
        ...opened(cast),
        [
          coordinator,
          apply(cast, application, '00000000-0000-4000-8000-0000000000d1', employer.id, 'DRAFT'),
          one,
        ],
        [
          doing(coordinator, 'presentDraftCandidate'),
          applicationSet(
            "status = 'PRESENTED', presented_at = now(), expires_at = now() + interval '60 days'",
          ),
          one,
        ],
        undo(coordinator),
        applicationIs('DRAFT'),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first ACT_ENDED'],
        [employer, `select count(*)::text from public.job_applications where id = '${application}'`, '0'],
      ],
    },
    {
      title: 'an employer takes back what it did, for seven days, and a coordinator at any time',
      steps: [
        ...presented(cast),
        declined(cast),
        byAnother(otherEmployer, `row_id = '${application}' and to_state = 'DECLINED'`),
        undo(employer, 'UT012'),
        byAnother(employer, `row_id = '${application}' and to_state = 'DECLINED'`),
        earlier('8 days', `row_id = '${application}'`),
        undo(employer, 'UT011'),
        undo(coordinator),
        applicationIs('PRESENTED'),
      ],
    },
  ];
}

export const effectsOfCorrectionsOfApplications = (cast: Cast): Scene[] => [...ofAnswers(cast)];
