#!/bin/sh
export SAGEMAKER_SPARKML_SCHEMA="{\"input\": [{\"name\": \"doors\", \"type\": \"bigint\"}], \"output\": {\"name\": \"prediction\", \"type\": \"double\"}}"
