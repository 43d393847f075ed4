import type { Piece } from '../../../unit/scaffold/folderPieces';
import { flowers } from './pythonFolders';

/** R that trains, and plumber that serves what was saved. */
export const r: Piece = {
  'data/cars.csv': 'speed,weight,dist\n4,900,2\n7,1100,4\n8,1000,16\n9,1300,10\n10,1200,18\n11,950,17\n',
  'train.R': `library(jsonlite)

cars <- read.csv("data/cars.csv")
model <- lm(dist ~ speed + weight, data = cars)
message("r.squared: ", summary(model)$r.squared)
dir.create("models", showWarnings = FALSE)
saveRDS(model, "models/model.rds")
`,
  'plumber.R': `library(plumber)
library(jsonlite)

folder <- Sys.getenv("SM_MODEL_DIR", "models")
model <- readRDS(file.path(folder, "model.rds"))

#* @get /ping
function() {
  list(status = "ok")
}

#* @post /invocations
function(req, res) {
  rows <- fromJSON(req$postBody)
  list(predictions = predict(model, as.data.frame(rows)))
}
`,
};

const pom = (name: string, main: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>${name}</artifactId>
  <version>1.0</version>
  <packaging>jar</packaging>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>3.13.0</version>
      </plugin>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-jar-plugin</artifactId>
        <configuration>
          <archive><manifest><mainClass>${main}</mainClass></manifest></archive>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
`;

/** A server of nothing but the JDK. */
export const javaServer: Piece = {
  'pom.xml': pom('scorer', 'org.example.Server'),
  'src/main/java/org/example/Server.java': `package org.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

public final class Server {
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/ping", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/invocations", Server::score);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
  }

  private static void score(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, 200, "{\\"characters\\": " + body.length() + "}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
`,
};

/** A program that trains, and that takes its hyperparameters as arguments. */
export const javaTraining: Piece = {
  'pom.xml': pom('trainer', 'org.example.Train'),
  'src/main/java/org/example/Train.java': `package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

public final class Train {
  public static void main(String[] args) throws IOException {
    Path data = Path.of(System.getenv("SM_CHANNEL_TRAIN"));
    long rows = 0;
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) rows += Files.readAllLines(file).size();
    }
    Files.writeString(Path.of(System.getenv("SM_MODEL_DIR"), "model.txt"), rows + "\\n");
    System.out.println("rows=" + rows);
  }
}
`,
};

/** A library that wants CUDA. The program only imports it, since most machines have no GPU. */
export const cuda: Piece = {
  'requirements.txt': 'cupy-cuda12x==13.3.0\n',
  'train.py': `import json
import os

import cupy

MODEL = os.environ["SM_MODEL_DIR"]
with open(os.path.join(MODEL, "model.json"), "w") as file:
    json.dump({"cupy": cupy.__version__}, file)
`,
};

/** An environment of conda, with a server that nobody listed. */
export const conda: Piece = {
  'environment.yml': `name: flowers
channels:
  - conda-forge
dependencies:
  - python=3.11
  - numpy=2.1
  - conda-forge::joblib
  - pip
  - pip:
      - flask==3.1.0
`,
  'data/train/flowers.csv': flowers,
  'train.py': `import csv
import joblib
import numpy as np

with open("data/train/flowers.csv") as file:
    rows = list(csv.DictReader(file))
joblib.dump(np.array([float(row["petal_length"]) for row in rows]).mean(), "model.joblib")
`,
  'app.py': `import joblib
from flask import Flask, jsonify, request

app = Flask(__name__)
mean = joblib.load("model.joblib")


@app.get("/ping")
def ping():
    return ""


@app.post("/invocations")
def invocations():
    return jsonify([row for row in request.get_json() if row])
`,
};
