const features = 'families|housing|jobs|care|pathway|disclosures|partners|aggregates|events|reference';

/** One sentence per rule. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'features-meet-in-tables-and-rules',
      comment: "A feature never imports another feature's types as served, or its acts.",
      severity: 'error',
      from: { path: `^src/(${features})/` },
      to: { path: `^src/(${features})/.*(\\.graph|\\.acts|Acts)\\.ts$`, pathNot: '^src/$1/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules know values, machines and other rules: no table, no server, no database.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: { path: '^src/', pathNot: '(\\.rules|\\.values|machine|audiences)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'access-knows-no-feature',
      comment: 'Who sees what is said by name: access imports no served type and no act.',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { path: '(\\.graph|\\.acts|Acts)\\.ts$' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Nothing of the product imports a test or a benchmark.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that resolves to nothing is a mistake.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'product-needs-no-development-package',
      comment: 'What runs in production is a dependency, not a development one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/reference/generateCommunes.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    parser: 'swc',
  },
};
