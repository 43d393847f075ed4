import { Scaffolded } from '../../docker/local/scaffolded';

describe('projects of templates on plain processes', function () {
  this.timeout(60_000);

  for (const template of [
    ...['training-algorithm', 'inference-handlers', 'multi-model', 'processing', 'ensemble', 'shell'],
    'inference-pipeline',
  ])
    it(`runs ${template}`, async () => {
      const project = await Scaffolded.of(template);
      try {
        await project.run('process');
      } finally {
        project.remove();
      }
    });
});
