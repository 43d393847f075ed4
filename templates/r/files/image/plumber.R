base <- Sys.getenv("SAGEMAKER_BASE_DIR", "/opt/ml")
model <- readRDS(file.path(base, "model", "model.rds"))
columns <- length(coef(model)) - 1

# Plumber adds a header to those that are there: each answer sets its type once.
answer <- function(res, status, type, body) {
  res$status <- status
  res$setHeader("Content-Type", type)
  res$body <- body
  res
}

refusal <- function(status, ...) list(status = status, type = "text/plain; charset=utf-8", body = paste0(..., "\n"))

# R does one thing at a time: what takes long is done by a child, so that /ping answers meanwhile.
in_child <- function(work) {
  job <- parallel::mcparallel(work(), mc.set.seed = FALSE)
  promises::promise(function(resolve, reject) {
    look <- function() {
      done <- parallel::mccollect(job, wait = FALSE)
      if (is.null(done)) later::later(look, 0.01) else resolve(done[[1]])
    }
    look()
  })
}

predictions <- function(body) {
  rows <- tryCatch(read.csv(text = body, header = FALSE), error = function(error) NULL)
  if (is.null(rows) || ncol(rows) != columns || !all(vapply(rows, is.numeric, TRUE))) {
    return(refusal(400, "a row has ", columns, " numbers, this is none: ", substr(body, 1, 100)))
  }
  names(rows) <- paste0("x", seq_len(columns))
  list(status = 200, type = "text/csv", body = paste0(paste(round(predict(model, rows), 3), collapse = "\n"), "\n"))
}

#* @get /ping
function(res) answer(res, 200, "text/plain", "")

# This parser takes any text as it stands.
#* @post /invocations
#* @parser text
function(req, res) {
  kind <- trimws(sub(";.*", "", if (is.null(req$HTTP_CONTENT_TYPE)) "text/csv" else req$HTTP_CONTENT_TYPE))
  outcome <- if (tolower(kind) == "text/csv") {
    body <- rawToChar(req$bodyRaw)
    in_child(function() predictions(body))
  } else {
    promises::promise_resolve(refusal(415, "content type ", kind, " is not supported, send text/csv"))
  }
  promises::then(outcome, function(one) {
    if (inherits(one, "try-error")) one <- refusal(500, "the prediction failed: see the log of the container")
    answer(res, one$status, one$type, one$body)
  })
}
