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

refuse <- function(res, status, ...) answer(res, status, "text/plain; charset=utf-8", paste0(..., "\n"))

#* @get /ping
function(res) answer(res, 200, "text/plain", "")

# The body is read below; this parser takes any text as it stands.
#* @post /invocations
#* @parser text
function(req, res) {
  kind <- trimws(sub(";.*", "", if (is.null(req$HTTP_CONTENT_TYPE)) "text/csv" else req$HTTP_CONTENT_TYPE))
  if (tolower(kind) != "text/csv") return(refuse(res, 415, "content type ", kind, " is not supported, send text/csv"))
  body <- rawToChar(req$bodyRaw)
  rows <- tryCatch(read.csv(text = body, header = FALSE), error = function(error) NULL)
  if (is.null(rows) || ncol(rows) != columns || !all(vapply(rows, is.numeric, TRUE))) {
    return(refuse(res, 400, "a row has ", columns, " numbers, this is none: ", substr(body, 1, 100)))
  }
  names(rows) <- paste0("x", seq_len(columns))
  answer(res, 200, "text/csv", paste0(paste(round(predict(model, rows), 3), collapse = "\n"), "\n"))
}
