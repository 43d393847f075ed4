resource "aws_sagemaker_model" "car" {
  primary_container {
    environment = {
      SAGEMAKER_SPARKML_SCHEMA = jsonencode({
        input  = [{ name = "doors", type = "bigint" }]
        output = { name = "prediction", type = "double" }
      })
    }
  }
}
