import { CarPipeline, itPreparesAndTrains, itServesAndTransforms } from '../docker/local/carPipeline';

describe('the car pipeline on plain processes', function () {
  this.timeout(120_000);
  let cars: CarPipeline;
  before(() => {
    cars = new CarPipeline('process');
  });
  after(() => {
    cars.remove();
  });

  itPreparesAndTrains(() => cars);
  itServesAndTransforms(() => cars);
});
