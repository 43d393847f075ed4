/** How test/golden/mleap was made: by MLeap 0.20.0 itself (ml.combust.mleap:mleap-runtime_2.12), without Spark. With its jars and those of
 *  scala-compiler, scala-library and scala-reflect 2.12.15 in lib/, which `mvn dependency:copy-dependencies` fetches, and Java 17:
 *
 *    java -cp "lib/*" scala.tools.nsc.Main -d out -cp "$(echo lib/*.jar | tr " " ":")" makeBundle.scala
 *    java -cp "out:lib/*" MakeBundle test/golden/mleap
 */
import java.io.File
import ml.combust.bundle.BundleFile
import ml.combust.bundle.serializer.SerializationFormat
import ml.combust.mleap.core.feature._
import ml.combust.mleap.core.regression.LinearRegressionModel
import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.MleapSupport._
import ml.combust.mleap.runtime.transformer._
import ml.combust.mleap.runtime.transformer.feature._
import ml.combust.mleap.runtime.transformer.regression.LinearRegression
import org.apache.spark.ml.linalg.Vectors
import resource._

object MakeBundle {
  def main(args: Array[String]): Unit = {
    val sex = StringIndexer("sex_indexer", NodeShape().withStandardInput("sex").withStandardOutput("sex_index"),
      StringIndexerModel(Seq("M", "F", "I")))
    val encoded = OneHotEncoder("sex_encoder", NodeShape().withInput("input0", "sex_index").withOutput("output0", "sex_vector"),
      OneHotEncoderModel(Array(3), dropLast = true))
    val assembled = VectorAssembler("assembler", NodeShape().withInput("input0", "sex_vector").withInput("input1", "length").withInput("input2", "rings").withStandardOutput("features"),
      VectorAssemblerModel(Seq(TensorShape(2), ScalarShape(), ScalarShape())))
    val regression = LinearRegression("regression", NodeShape.regression(),
      LinearRegressionModel(Vectors.dense(0.5, -0.5, 2.0, 0.25), 1.5))
    val pipeline = Pipeline("abalone", NodeShape(), PipelineModel(Seq(sex, encoded, assembled, regression)))
    for ((name, format) <- Seq("" -> SerializationFormat.Json, "-protobuf" -> SerializationFormat.Protobuf)) {
      val target = new File(args(0), s"abalone$name.zip")
      for (bundle <- managed(BundleFile(s"jar:file:${target.getAbsolutePath}"))) {
        pipeline.writeBundle.name("abalone").format(format).save(bundle).get
      }
    }
  }
}
