<?xml version="1.0" encoding="UTF-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="collection">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>49.00165 14.3885</gml:lowerCorner><gml:upperCorner>49.97879 17.08501</gml:upperCorner></gml:Envelope></gml:boundedBy>
  <gml:featureMember>
    <ogr:points gml:id="points.0">
      <ogr:geometryProperty><gml:Point gml:id="points.0.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.91718 17.08501</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 1</ogr:name>
      <ogr:passengers>286</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.1">
      <ogr:geometryProperty><gml:Point gml:id="points.1.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.17482 15.3585</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 2</ogr:name>
      <ogr:passengers>3475</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.2">
      <ogr:geometryProperty><gml:Point gml:id="points.2.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.88789 16.09183</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 3</ogr:name>
      <ogr:passengers>510</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.3">
      <ogr:geometryProperty><gml:Point gml:id="points.3.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.93196 15.73614</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 4</ogr:name>
      <ogr:passengers>4749</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.4">
      <ogr:geometryProperty><gml:Point gml:id="points.4.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.86747 16.06623</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 5</ogr:name>
      <ogr:passengers>3252</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.5">
      <ogr:geometryProperty><gml:Point gml:id="points.5.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.06916 16.05156</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 6</ogr:name>
      <ogr:passengers>3912</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.6">
      <ogr:geometryProperty><gml:Point gml:id="points.6.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.35129 17.06619</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 7</ogr:name>
      <ogr:passengers>560</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.7">
      <ogr:geometryProperty><gml:Point gml:id="points.7.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.41492 15.46508</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 8</ogr:name>
      <ogr:passengers>4952</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.8">
      <ogr:geometryProperty><gml:Point gml:id="points.8.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.00165 15.81992</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 9</ogr:name>
      <ogr:passengers>1079</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.9">
      <ogr:geometryProperty><gml:Point gml:id="points.9.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.11108 14.3885</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 10</ogr:name>
      <ogr:passengers>4781</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.10">
      <ogr:geometryProperty><gml:Point gml:id="points.10.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.97879 16.18197</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 11</ogr:name>
      <ogr:passengers>3873</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:points gml:id="points.11">
      <ogr:geometryProperty><gml:Point gml:id="points.11.geom" srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>49.6238 15.58194</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>Stop 12</ogr:name>
      <ogr:passengers>4914</ogr:passengers>
    </ogr:points>
  </gml:featureMember>
</ogr:FeatureCollection>
