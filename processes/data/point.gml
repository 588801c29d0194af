<?xml version="1.0" encoding="UTF-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3857"><gml:lowerCorner>1604250 6462100</gml:lowerCorner><gml:upperCorner>1604250 6462100</gml:upperCorner></gml:Envelope></gml:boundedBy>
  <gml:featureMember>
    <ogr:point gml:id="point.0">
      <ogr:geometryProperty><gml:Point srsName="urn:ogc:def:crs:EPSG::3857"><gml:pos>1604250 6462100</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:name>One point</ogr:name>
    </ogr:point>
  </gml:featureMember>
</ogr:FeatureCollection>
