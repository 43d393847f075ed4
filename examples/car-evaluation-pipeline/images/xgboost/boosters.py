"""The booster that trains and predicts: XGBoost where it is installed, else the small one of this image."""

import small_booster
from tree_model import Model


class XGBoost:
    """The library."""

    def __init__(self, library):
        import numpy

        self.library, self.numpy = library, numpy
        self.title = f"XGBoost {library.__version__}"

    def train(self, settings, training, validation, report):
        """The model as JSON. All hyperparameters are handed to the library."""
        settings = dict(settings)
        rounds = settings.pop("num_round")
        booster = self.library.train(
            {**settings, "verbosity": 1},
            self.matrix(training),
            rounds,
            evals=[(self.matrix(training), "train"), (self.matrix(validation), "validation")],
            callbacks=[self.callback(settings["eval_metric"], report)],
            verbose_eval=False,
        )
        return booster.save_raw("json").decode("utf-8")

    def matrix(self, data):
        return self.library.DMatrix(self.numpy.array(data.rows, dtype="float32"), label=data.labels)

    def callback(self, metric, report):
        class Reporter(self.library.callback.TrainingCallback):
            def after_iteration(self, model, epoch, evals_log):
                return report(epoch, evals_log["train"][metric][-1], evals_log["validation"][metric][-1])

        return Reporter()

    def predictor(self, text):
        """A function from rows to a class or the shares of all classes each."""
        booster = self.library.Booster()
        booster.load_model(bytearray(text.encode("utf-8")))
        booster.set_param({"nthread": 1})

        def predict(rows):
            matrix = self.library.DMatrix(self.numpy.array(rows, dtype="float32"))
            return booster.predict(matrix).tolist()

        return predict, booster.num_features()


class SmallBooster:
    """Ours: multi:softmax and multi:softprob, measured by mlogloss."""

    title = "the small booster of this image, in plain Python, since XGBoost is not installed"
    numbers = {"eta": float, "max_depth": int, "min_child_weight": float, "lambda": float, "num_round": int, "num_class": int}
    words = {"objective": ("multi:softmax", "multi:softprob"), "eval_metric": ("mlogloss",)}

    def train(self, settings, training, validation, report):
        for name, value in settings.items():
            if name not in self.numbers and name not in self.words:
                raise ValueError(f"hyperparameter {name} is not known to {self.title}")
            if value not in self.words.get(name, (value,)):
                raise ValueError(f"{name} {value} is not known to {self.title}; known: {', '.join(self.words[name])}")
        converted = {name: self.numbers.get(name, str)(value) for name, value in settings.items()}
        return small_booster.train({**small_booster.DEFAULTS, **converted}, training, validation, report).to_json()

    def predictor(self, text):
        model = Model.from_json(text)

        def predict(rows):
            scores = [model.predict(row) for row in rows]
            if model.objective == "multi:softprob":
                return [small_booster.softmax(one) for one in scores]
            return [float(one.index(max(one))) for one in scores]

        return predict, model.columns


def choose_booster():
    """XGBoost unless it is not installed. One that is there and does not work is an error, not a reason to do without."""
    try:
        import xgboost
    except ModuleNotFoundError as error:
        if error.name != "xgboost":
            raise
        return SmallBooster()
    return XGBoost(xgboost)
