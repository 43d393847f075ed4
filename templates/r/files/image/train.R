# Training program: a linear model of the last column by all others.
base <- Sys.getenv("SAGEMAKER_BASE_DIR", "/opt/ml")

fail <- function(reason) {
  message("training failed: ", reason)
  dir.create(file.path(base, "output"), showWarnings = FALSE, recursive = TRUE)
  cat(reason, file = file.path(base, "output", "failure"))
  quit(status = 1)
}

read_channel <- function(name) {
  files <- list.files(file.path(base, "input", "data", name), full.names = TRUE, recursive = TRUE)
  if (length(files) == 0) stop("Channel ", name, " is missing or holds no files.")
  rows <- do.call(rbind, lapply(files, read.csv, header = FALSE))
  if (!all(vapply(rows, is.numeric, TRUE))) stop("Channel ", name, " holds something that is no number.")
  names(rows) <- c(paste0("x", seq_len(ncol(rows) - 1)), "target")
  rows
}

rmse <- function(model, rows) sqrt(mean((predict(model, rows) - rows$target)^2))

tryCatch({
  training <- read_channel("train")
  validation <- read_channel("validation")
  model <- lm(target ~ ., data = training)
  cat(sprintf("train:rmse=%.5f; validation:rmse=%.5f;\n", rmse(model, training), rmse(model, validation)))
  dir.create(file.path(base, "model"), showWarnings = FALSE, recursive = TRUE)
  saveRDS(model, file.path(base, "model", "model.rds"))
}, error = function(error) fail(conditionMessage(error)))
