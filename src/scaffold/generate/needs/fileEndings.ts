/** Endings of data, as programs read them. */
export const dataEnding = /\.(?:csv|tsv|parquet|jsonl?|npy|npz|txt|feather|arrow|h5|hdf5|libsvm|svm|data|pkl|xlsx?)$/i;
/** Endings of models, as programs save them. */
export const modelEnding =
  /\.(?:joblib|pkl|pickle|pt|pth|bin|h5|keras|onnx|json|ubj|model|cbm|safetensors|rds|npz|npy)$/i;
