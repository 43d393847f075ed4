base <- Sys.getenv("SAGEMAKER_BASE_DIR", "/opt/ml")
model <- readRDS(file.path(base, "model", "model.rds"))
columns <- length(coef(model)) - 1

#* @get /ping
function(res) {
  res$status <- 200
  res$body <- ""
  res
}

#* @post /invocations
#* @parser none
function(req, res) {
  res$setHeader("Content-Type", "text/plain; charset=utf-8")
  kind <- trimws(sub(";.*", "", if (is.null(req$HTTP_CONTENT_TYPE)) "text/csv" else req$HTTP_CONTENT_TYPE))
  if (tolower(kind) != "text/csv") {
    res$status <- 415
    res$body <- paste0("content type ", kind, " is not supported, send text/csv\n")
    return(res)
  }
  body <- rawToChar(req$bodyRaw)
  rows <- tryCatch(read.csv(text = body, header = FALSE), error = function(error) NULL)
  if (is.null(rows) || ncol(rows) != columns || !all(vapply(rows, is.numeric, TRUE))) {
    res$status <- 400
    res$body <- paste0("a row has ", columns, " numbers, this is none: ", substr(body, 1, 100), "\n")
    return(res)
  }
  names(rows) <- paste0("x", seq_len(columns))
  res$setHeader("Content-Type", "text/csv")
  res$body <- paste0(paste(round(predict(model, rows), 3), collapse = "\n"), "\n")
  res
}
