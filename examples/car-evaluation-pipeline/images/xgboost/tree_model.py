"""Boosted trees in XGBoost's own JSON format, so that either booster reads what the other has written."""

import json

FORMAT_VERSION = [2, 0, 0]


class Tree:
    """A binary tree in lists, node 0 being its root; `left` is -1 for a leaf, whose value is in `condition`."""

    def __init__(self):
        self.left, self.right, self.parent = [], [], []
        self.column, self.condition = [], []
        self.gain, self.hessian, self.weight = [], [], []

    def add(self, parent, weight, hessian):
        """A new leaf. `weight` is what it adds to a prediction."""
        for items, item in (
            (self.left, -1),
            (self.right, -1),
            (self.parent, parent),
            (self.column, 0),
            (self.condition, weight),
            (self.gain, 0.0),
            (self.hessian, hessian),
            (self.weight, weight),
        ):
            items.append(item)
        return len(self.left) - 1

    def split(self, node, column, condition, gain):
        """Make an inner node of a leaf; its two children are added next."""
        self.column[node], self.condition[node], self.gain[node] = column, condition, gain
        self.left[node], self.right[node] = len(self.left), len(self.left) + 1

    def predict(self, row):
        node = 0
        while self.left[node] != -1:
            node = self.left[node] if row[self.column[node]] < self.condition[node] else self.right[node]
        return self.condition[node]


class Model:
    """One tree per class and round. `predict` gives the score of every class."""

    def __init__(self, objective, classes, columns):
        self.objective, self.classes, self.columns = objective, classes, columns
        self.trees = []
        # Where the scores of the classes start. XGBoost used the same number for all; since 3.1 it looks at their shares.
        self.bases = [0.5] * classes

    def predict(self, row):
        scores = list(self.bases)
        for number, tree in enumerate(self.trees):
            scores[number % self.classes] += tree.predict(row)
        return scores

    def to_json(self):
        trees = [_tree_to_json(number, tree, self.columns) for number, tree in enumerate(self.trees)]
        rounds = len(self.trees) // self.classes
        forest = {
            "gbtree_model_param": {"num_parallel_tree": "1", "num_trees": str(len(trees))},
            "iteration_indptr": [self.classes * number for number in range(rounds + 1)],
            "tree_info": [number % self.classes for number in range(len(trees))],
            "trees": trees,
        }
        parameters = {
            "base_score": str(self.bases[0]),
            "boost_from_average": "0",
            "num_class": str(self.classes),
            "num_feature": str(self.columns),
            "num_target": "1",
        }
        learner = {
            "attributes": {},
            "feature_names": [],
            "feature_types": [],
            "gradient_booster": {"model": forest, "name": "gbtree"},
            "learner_model_param": parameters,
            "objective": {"name": self.objective, "softmax_multiclass_param": {"num_class": str(self.classes)}},
        }
        return json.dumps({"learner": learner, "version": FORMAT_VERSION})

    @classmethod
    def from_json(cls, text):
        """Raises ValueError for a model of another kind."""
        learner = json.loads(text)["learner"]
        parameters, objective = learner["learner_model_param"], learner["objective"]["name"]
        if objective not in ("multi:softmax", "multi:softprob"):
            raise ValueError(f"a model of the objective {objective} is not known here")
        model = cls(objective, int(parameters["num_class"]), int(parameters["num_feature"]))
        bases = [float(one) for one in parameters["base_score"].strip("[]").split(",")]
        model.bases = bases if len(bases) == model.classes else bases * model.classes
        model.trees = [_tree_from_json(tree) for tree in learner["gradient_booster"]["model"]["trees"]]
        return model


def _tree_to_json(number, tree, columns):
    size = len(tree.left)
    return {
        "base_weights": tree.weight,
        "categories": [],
        "categories_nodes": [],
        "categories_segments": [],
        "categories_sizes": [],
        "default_left": [0] * size,
        "id": number,
        "left_children": tree.left,
        "loss_changes": tree.gain,
        "parents": [2147483647 if parent == -1 else parent for parent in tree.parent],
        "right_children": tree.right,
        "split_conditions": tree.condition,
        "split_indices": tree.column,
        "split_type": [0] * size,
        "sum_hessian": tree.hessian,
        "tree_param": {
            "num_deleted": "0",
            "num_feature": str(columns),
            "num_nodes": str(size),
            "size_leaf_vector": "1",
        },
    }


def _tree_from_json(data):
    tree = Tree()
    tree.left, tree.right = data["left_children"], data["right_children"]
    tree.column, tree.condition = data["split_indices"], data["split_conditions"]
    return tree
