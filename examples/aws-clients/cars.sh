#!/bin/sh
# Train on this machine with the AWS CLI. Start the server and set the variables as in cars_boto3.py, then: sh cars.sh
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
name=cars-$(date +%s)

aws s3 mb s3://cars
aws s3 sync "$here/../car-evaluation/data" s3://cars/data --only-show-errors
aws sagemaker create-training-job --training-job-name "$name" --cli-input-json "file://$here/cars.training-job.json"
aws sagemaker wait training-job-completed-or-stopped --training-job-name "$name"
aws sagemaker describe-training-job --training-job-name "$name" --query '[TrainingJobStatus, FinalMetricDataList[0].Value]'
aws s3 ls --recursive "s3://cars/models/$name"
aws sagemaker list-training-jobs --max-results 3 --query 'TrainingJobSummaries[].TrainingJobName'
