# Inference program: the routes are in plumber.R.
port <- as.integer(Sys.getenv("SAGEMAKER_BIND_TO_PORT", "8080"))
folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
router <- plumber::plumb(file.path(folder, "plumber.R"))
plumber::pr_run(router, host = "0.0.0.0", port = port, docs = FALSE)
