<?xml version="1.0" encoding="UTF-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
  <gml:boundedBy><gml:Box srsName="EPSG:4326"><gml:coordinates>14.3885,49.00165 17.08501,49.97879</gml:coordinates></gml:Box></gml:boundedBy>
  <gml:featureMember>
    <ogr:points fid="points.0">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>17.08501,49.91718</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 1</ogr:name>
      <ogr:passengers>286</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.1">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>15.3585,49.17482</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 2</ogr:name>
      <ogr:passengers>3475</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.2">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>16.09183,49.88789</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 3</ogr:name>
      <ogr:passengers>510</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.3">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>15.73614,49.93196</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 4</ogr:name>
      <ogr:passengers>4749</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.4">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>16.06623,49.86747</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 5</ogr:name>
      <ogr:passengers>3252</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.5">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>16.05156,49.06916</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 6</ogr:name>
      <ogr:passengers>3912</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.6">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>17.06619,49.35129</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 7</ogr:name>
      <ogr:passengers>560</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.7">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>15.46508,49.41492</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 8</ogr:name>
      <ogr:passengers>4952</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.8">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>15.81992,49.00165</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 9</ogr:name>
      <ogr:passengers>1079</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.9">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>14.3885,49.11108</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 10</ogr:name>
      <ogr:passengers>4781</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.10">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>16.18197,49.97879</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 11</ogr:name>
      <ogr:passengers>3873</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points fid="points.11">
      <ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>15.58194,49.6238</gml:coordinates></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 12</ogr:name>
      <ogr:passengers>4914</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
</ogr:FeatureCollection>
