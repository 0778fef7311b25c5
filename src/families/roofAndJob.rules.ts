interface Place {
  epciCode: string | null;
  departementCode: string;
}

interface Situation {
  tenancies: readonly { status: string; commune: Place }[];
  employments: readonly {
    contract: string;
    startsOn: string;
    endsOn: string | null;
    endReason: string | null;
    commune: Place;
  }[];
}

export type Nearness = 'SAME_EPCI' | 'SAME_DEPARTEMENT' | 'ELSEWHERE' | 'NONE';

const near = (home: Place, job: Place): Nearness => {
  if (home.epciCode !== null && home.epciCode === job.epciCode) return 'SAME_EPCI';
  return home.departementCode === job.departementCode ? 'SAME_DEPARTEMENT' : 'ELSEWHERE';
};

const nearest: readonly Nearness[] = ['SAME_EPCI', 'SAME_DEPARTEMENT', 'ELSEWHERE'];

/** Whether a family has a roof and a job on that day (yyyy-mm-dd), and how near they are. An immersion (PMSMP) is no job. */
export function roofAndJob({ tenancies, employments }: Situation, day: string) {
  const homes = tenancies.filter(({ status }) => status === 'ACTIVE' || status === 'NOTICE');
  const jobs = employments.filter(
    (job) =>
      job.contract !== 'PMSMP' &&
      job.endReason !== 'DID_NOT_START' &&
      job.startsOn <= day &&
      (job.endsOn === null || job.endsOn >= day),
  );
  const pairs = homes.flatMap((home) => jobs.map((job) => near(home.commune, job.commune)));
  return {
    roof: homes.length > 0,
    job: jobs.length > 0,
    place: nearest.find((place) => pairs.includes(place)) ?? ('NONE' as const),
  };
}
