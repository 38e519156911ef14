// `npm run bench [-- NAME ...]`: runs the named benchmarks, or all of them, each with its comparison in the same run.
const cases: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  create: () => import('./cases/create.ts'),
  reply: () => import('./cases/reply.ts'),
  list: () => import('./cases/list.ts'),
  page: () => import('./cases/page.ts'),
  statements: () => import('./cases/statements.ts'),
  start: () => import('./cases/start.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(cases, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. Choose of: ${Object.keys(cases).join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length === 0 ? Object.keys(cases) : wanted) {
  console.log(`== ${name}\n`);
  const benchmark = await cases[name]?.();
  await benchmark?.run();
}
process.exit(0);
